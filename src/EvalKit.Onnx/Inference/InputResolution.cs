using EvalKit.Core.Errors;

namespace EvalKit.Onnx.Inference;

/// <summary>What is known of a model's input, and what must be asked.</summary>
/// <param name="Path">The model's file.</param>
/// <param name="Tensor">The input in words, such as <c>"x" float32 [N, 3, 32, 32]</c>.</param>
/// <param name="Input">The input, or null where a question is open.</param>
/// <param name="Settings">What is known, and where from.</param>
/// <param name="Questions">What nothing tells.</param>
public sealed record InputResolution(
    string Path,
    string Tensor,
    ResolvedInput? Input,
    IReadOnlyList<ResolvedSetting> Settings,
    IReadOnlyList<OpenQuestion> Questions)
{
    /// <summary>The dimensions of the tensor for one picture (or the fixed batch), where layout and shape are known.</summary>
    internal long[]? Dimensions { get; init; }

    /// <summary>The input.</summary>
    /// <exception cref="UserException">A question is open; the message shows the lines of configuration that answer all.</exception>
    public ResolvedInput Require() => Input ?? throw Ask();

    /// <inheritdoc cref="Dimensions"/>
    /// <exception cref="UserException">They are not known.</exception>
    internal long[] RequireDimensions() => Dimensions ?? throw Ask();

    private UserException Ask() => new(string.Join('\n',
    [
        $"{Path}: its input {Tensor} needs {string.Join(", ", Questions.Select(question => question.Key))}:",
        .. Questions.Select(question => $"  {question.Key}: {question.Why}"),
        .. Settings.Count == 0 ? (string[])[] : ["Known: " + string.Join(", ", Settings.Select(setting => $"{setting.Key} {setting.Value} ({setting.Origin})"))],
        "Say it in the configuration, for all models or beside the model's path, or by --set, for example:",
        "input:",
        .. Questions.Select(question => $"  {question.Example}"),
    ]));
}
