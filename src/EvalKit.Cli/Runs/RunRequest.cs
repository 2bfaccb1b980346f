using EvalKit.Core.Planning;

namespace EvalKit.Cli.Runs;

/// <summary>What the command line asks of a run.</summary>
/// <param name="Config">The configuration's file.</param>
/// <param name="Overrides">Changes to it, <c>path=value</c>.</param>
/// <param name="Models">Patterns of model files that replace the configuration's, relative to the current folder; empty for none.</param>
/// <param name="Out">The run's folder, or null for <c>runs/NAME</c>.</param>
/// <param name="Reference">The run or file that gates compare with instead of the configuration's, relative to the current folder, or null.</param>
internal sealed record RunRequest(string Config, IReadOnlyList<string> Overrides, IReadOnlyList<string> Models, string? Out, string? Reference)
{
    /// <summary>What is printed at the end unless a form of report is asked for.</summary>
    public const string Table = "table";

    /// <summary>The libraries of custom operators that the models need, relative to the current folder.</summary>
    public IReadOnlyList<string> CustomOps { get; init; } = [];

    /// <summary>Whether stored results are thrown away first.</summary>
    public bool Fresh { get; init; }

    /// <summary>Whether samples are drawn until the gates are decided.</summary>
    public bool UntilDecided { get; init; }

    /// <summary>Whether only the plan is made and told.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether other machines will compute: then the plan is made for the processor for which the folder's plan was made, if there is one.</summary>
    public bool Elsewhere { get; init; }

    /// <summary>The number of threads that work at once.</summary>
    public int Threads { get; init; } = CpuAllocation.Current;

    /// <summary>The part of the units to compute, or null for all and the report.</summary>
    public Shard? Shard { get; init; }

    /// <summary>What is printed at the end: <see cref="Table"/>, or a report's form.</summary>
    public string Format { get; init; } = Table;
}
