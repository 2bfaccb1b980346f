namespace EvalKit.Cli.Runs;

/// <summary>What the command line asks of a run.</summary>
/// <param name="Config">The configuration's file.</param>
/// <param name="Overrides">Changes to it, <c>path=value</c>.</param>
/// <param name="Models">Patterns of model files that replace the configuration's, relative to the current folder; empty for none.</param>
/// <param name="Out">The run's folder, or null for <c>runs/NAME</c>.</param>
/// <param name="Reference">The run or file that gates compare with instead of the configuration's, relative to the current folder, or null.</param>
/// <param name="Fresh">Whether stored results are thrown away first.</param>
/// <param name="UntilDecided">Whether samples are drawn until the gates are decided.</param>
/// <param name="DryRun">Whether only the plan is made and told.</param>
/// <param name="Threads">The number of threads that work at once.</param>
/// <param name="Format">What is printed at the end: <c>table</c>, or a report's form.</param>
internal sealed record RunRequest(
    string Config,
    IReadOnlyList<string> Overrides,
    IReadOnlyList<string> Models,
    string? Out,
    string? Reference,
    bool Fresh,
    bool UntilDecided,
    bool DryRun,
    int Threads,
    string Format);
