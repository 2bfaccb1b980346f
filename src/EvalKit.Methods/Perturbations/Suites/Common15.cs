using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Suites;

/// <summary>The 15 corruptions of ImageNet-C, over which mCE is taken: noise, blur, weather, digital.</summary>
[Plugin("common-15", Source = "Hendrycks and Dietterich 2019, Benchmarking neural network robustness, section 3")]
public sealed record Common15 : IPerturbationSuite
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Kinds { get; } =
    [
        "gaussian-noise", "shot-noise", "impulse-noise",
        "defocus-blur", "glass-blur", "motion-blur", "zoom-blur",
        "snow", "frost", "fog", "brightness",
        "contrast", "elastic-transform", "pixelate", "jpeg",
    ];
}
