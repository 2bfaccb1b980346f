using EvalKit.Core.Plugins;

namespace EvalKit.Core.Perturbations;

/// <summary>
/// Kinds of perturbation that are published, and averaged, together. In a configuration <c>suite: NAME</c> stands for its kinds.
/// </summary>
[PluginSort("suites")]
public interface IPerturbationSuite : IPlugin
{
    /// <summary>The kinds, in the order in which they were published. The suite cannot be used while the catalogue lacks one.</summary>
    IReadOnlyList<string> Kinds { get; }
}
