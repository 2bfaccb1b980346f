using EvalKit.Core.Errors;
using EvalKit.Core.Memory;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Two perturbations, one upon the other, both at the same severity and with the defaults of their parameters. Their random
/// numbers are independent of one another. It counts in the category of the first.
/// </summary>
/// <param name="First">The kind that is applied to the picture.</param>
/// <param name="Second">The kind that is applied to what the first leaves.</param>
[Plugin("composition", Source = "Mintun et al. 2021, On interaction between augmentations and corruptions in natural corruption robustness; each part has its own source")]
public sealed record Composition(string First = "motion-blur", string Second = "jpeg") : IImagePerturbation, ICompositePlugin
{
    private static readonly PluginCatalog Catalog = PluginCatalog.FromAssemblies(typeof(Composition).Assembly);

    private readonly PluginInstance<IImagePerturbation> _first = Create(First);
    private readonly PluginInstance<IImagePerturbation> _second = Create(Second);

    /// <inheritdoc/>
    public PerturbationCategory Category => _first.Method.Category;

    /// <inheritdoc/>
    public int VersionOfParts => _first.Version + _second.Version;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        using var between = new PooledBuffer<float>(source.Length);
        _first.Method.Apply(source, between.Span, context with { StreamKey = KeyOf("first", context) });
        _second.Method.Apply(between.Span, destination, context with { StreamKey = KeyOf("second", context) });
    }

    private static ulong KeyOf(string part, in PerturbationContext context) => RandomStream.KeyOf(context.StreamKey, part, context.Severity, "");

    // The binder adds the place in the configuration to an argument's error.
    private static PluginInstance<IImagePerturbation> Create(string kind)
    {
        try
        {
            return Catalog.Create<IImagePerturbation>(kind);
        }
        catch (UserException exception)
        {
            throw new ArgumentException(exception.Message, exception);
        }
    }
}
