using EvalKit.Core.Perturbations;

namespace EvalKit.Methods.Perturbations;

/// <summary>A perturbation's constants for severities 1 to 5, in both published sets where it has such.</summary>
/// <typeparam name="T">A number, or a tuple where a perturbation has several.</typeparam>
/// <param name="imageNetC">hendrycks/robustness, ImageNet-C/imagenet_c/imagenet_c/corruptions.py.</param>
/// <param name="cifarC">hendrycks/robustness, ImageNet-C/create_c/make_cifar_c.py.</param>
internal sealed class SeverityScale<T>(T[] imageNetC, T[] cifarC)
{
    /// <summary>Constants that hold for pictures of any size.</summary>
    /// <param name="anySize">For severities 1 to 5.</param>
    public SeverityScale(T[] anySize)
        : this(anySize, anySize)
    {
    }

    /// <summary>The constant of a context's severity and set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The severity is not 1 to 5.</exception>
    public T this[in PerturbationContext context]
    {
        get
        {
            var constants = context.Constants == ConstantSet.ImageNetC ? imageNetC : cifarC;
            ArgumentOutOfRangeException.ThrowIfLessThan(context.Severity, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(context.Severity, constants.Length);
            return constants[context.Severity - 1];
        }
    }
}
