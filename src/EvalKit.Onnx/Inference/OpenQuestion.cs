namespace EvalKit.Onnx.Inference;

/// <summary>A fact about a model's input that nothing tells and that the user must say.</summary>
/// <param name="Key">The configuration key that answers it, such as <c>input.scale</c>.</param>
/// <param name="Why">Why it cannot be known.</param>
/// <param name="Example">A line of YAML that answers it, with a comment.</param>
public sealed record OpenQuestion(string Key, string Why, string Example);
