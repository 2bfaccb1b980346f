using EvalKit.Core.Plugins;

namespace EvalKit.Core.Perturbations;

/// <summary>
/// A disturbance of the data at severities 1 (mild) to 5 (strong). How it disturbs is said by the interface that extends this
/// one: <see cref="IImagePerturbation"/> computes a picture from a picture, <see cref="IPerturbedCopy"/> reads a copy of the data.
/// </summary>
[PluginSort("perturbations")]
public interface IPerturbation : IPlugin
{
    /// <summary>What sort of disturbance it is; figures are also averaged within a category.</summary>
    PerturbationCategory Category { get; }
}
