namespace EvalKit.Onnx.Inference;

/// <summary>One fact about how a model is fed or read, and where it comes from.</summary>
/// <param name="Key">The configuration key that would set it, such as <c>input.scale</c>.</param>
/// <param name="Value">The value as it would stand in a configuration (YAML).</param>
/// <param name="Origin">Where it comes from, such as <c>configuration</c> or <c>the input's shape</c>.</param>
public sealed record ResolvedSetting(string Key, string Value, string Origin);
