namespace EvalKit.Cli.Terminal;

/// <summary>A stretch of text that a change kept, removed or added.</summary>
/// <param name="Change">Below 0 where it was removed, above 0 where it was added, 0 where it stayed.</param>
/// <param name="Text">The stretch, never empty.</param>
internal readonly record struct DiffPart(int Change, string Text);
