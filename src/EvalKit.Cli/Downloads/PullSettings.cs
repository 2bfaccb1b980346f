namespace EvalKit.Cli.Downloads;

/// <summary>How to pull.</summary>
/// <param name="Folder">The folder of the models.</param>
/// <param name="WithCompanions">Whether what belongs to a model comes with it.</param>
/// <param name="IsUpdate">Whether to take what is there now, whatever the lock file says.</param>
internal sealed record PullSettings(string Folder, bool WithCompanions, bool IsUpdate);
