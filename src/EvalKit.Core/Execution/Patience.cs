namespace EvalKit.Core.Execution;

/// <summary>How long a worker may take without a sign of progress.</summary>
/// <param name="Start">Until a process that has just started gives its first answer: that it has loaded the plan and the data.</param>
/// <param name="Later">From then on.</param>
public sealed record Patience(TimeSpan Start, TimeSpan Later);
