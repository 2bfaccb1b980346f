using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Configuration;

/// <summary>One perturbation and its severities.</summary>
/// <param name="Method">The perturbation.</param>
/// <param name="Severities">The severities, from 1 (mild) to 5 (strong).</param>
public sealed record PerturbationConfig(
    PluginInstance<IPerturbation> Method,
    [DefaultValue("[1, 2, 3, 4, 5]"), Range(1, 5), MinLength(1), Distinct] IReadOnlyList<int> Severities)
{
    /// <summary>The severities, ascending.</summary>
    public IReadOnlyList<int> Severities { get; init; } = [.. Severities.Order()];
}
