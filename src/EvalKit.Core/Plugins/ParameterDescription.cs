namespace EvalKit.Core.Plugins;

/// <summary>A parameter of a plug-in, as a configuration gives it.</summary>
/// <param name="Name">Its key, in kebab-case.</param>
/// <param name="Allowed">The values that it takes, in words with their range: <c>a whole number from 1 to 64</c>.</param>
/// <param name="Default">Its default as JSON; null where it must be given or has none.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="Text">What it means, in one paragraph.</param>
public sealed record ParameterDescription(string Name, string Allowed, string? Default, bool IsRequired, string Text);
