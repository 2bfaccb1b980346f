using EvalKit.Core.Configuration;

namespace EvalKit.Cli.Runs;

/// <summary>What the command line of <c>explain</c> says of how pictures are explained.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Config">A configuration that says what the command line does not; null without one.</param>
/// <param name="Methods">Kinds of attribution methods; empty where they are not chosen.</param>
/// <param name="Metrics">Kinds of explanation metrics, likewise.</param>
/// <param name="Substrates">Kinds of substrates, likewise.</param>
/// <param name="Settings">Values <c>section.key=value</c>.</param>
/// <param name="Target">Which class is explained; null where it is not said.</param>
/// <param name="Versus">The class from which that one is told; null for none.</param>
/// <param name="References">Pictures that methods may compare with; empty where none are named.</param>
/// <param name="Output">Which number of the class is explained; null where it is not said.</param>
/// <param name="Seed">The seed of all random streams; null where it is not said.</param>
internal sealed record ExplainRequest(
    string Model,
    string? Config,
    IReadOnlyList<string> Methods,
    IReadOnlyList<string> Metrics,
    IReadOnlyList<string> Substrates,
    IReadOnlyList<string> Settings,
    ExplanationTarget? Target,
    int? Versus,
    IReadOnlyList<string> References,
    ExplainedOutput? Output,
    ulong? Seed);
