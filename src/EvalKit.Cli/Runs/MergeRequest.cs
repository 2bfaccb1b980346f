namespace EvalKit.Cli.Runs;

/// <summary>What the command line asks of <c>evalkit merge</c>.</summary>
/// <param name="Runs">The folders, each with the same plan and some of its units.</param>
/// <param name="Out">The folder that gets all; null for the first of them.</param>
/// <param name="Config">The configuration's file, from whose folder models and data are found; null where they are not at hand.</param>
/// <param name="Overrides">Changes to it, <c>path=value</c>.</param>
/// <param name="CustomOps">The libraries of custom operators that the models need.</param>
internal sealed record MergeRequest(IReadOnlyList<string> Runs, string? Out, string? Config, IReadOnlyList<string> Overrides, IReadOnlyList<string> CustomOps);
