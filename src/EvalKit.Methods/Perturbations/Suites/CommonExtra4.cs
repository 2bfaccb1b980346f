using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Suites;

/// <summary>The 4 further corruptions of ImageNet-C, kept apart so that choices can be made without the 15 that are reported.</summary>
[Plugin("common-extra-4", Source = "Hendrycks and Dietterich 2019, Benchmarking neural network robustness, appendix B")]
public sealed record CommonExtra4 : IPerturbationSuite
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Kinds { get; } = ["speckle-noise", "gaussian-blur", "spatter", "saturate"];
}
