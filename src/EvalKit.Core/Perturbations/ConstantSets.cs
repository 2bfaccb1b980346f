using EvalKit.Core.Images;

namespace EvalKit.Core.Perturbations;

/// <summary>The sets of constants: their names, and the choice where a configuration names none.</summary>
public static class ConstantSets
{
    // The two sets are made for 32 and 224 pixels. What a blur or a pixel's size does scales with the picture, so the
    // border is where both are equally far off by factor: √(32 × 224).
    private const int GeometricMiddle = 85;

    /// <summary>
    /// CIFAR-C's constants for pictures whose shorter side has fewer than 85 pixels (28 and 32 among them), ImageNet-C's
    /// from there on.
    /// </summary>
    /// <param name="shape">The pictures' shape.</param>
    public static ConstantSet DefaultFor(ImageShape shape) =>
        Math.Min(shape.Height, shape.Width) < GeometricMiddle ? ConstantSet.CifarC : ConstantSet.ImageNetC;

    /// <summary>The set's name in configurations, such as <c>cifar-c</c>.</summary>
    public static string NameOf(ConstantSet set) => set switch
    {
        ConstantSet.ImageNetC => "imagenet-c",
        _ => "cifar-c",
    };
}
