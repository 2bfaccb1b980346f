using System.Globalization;
using EvalKit.Cli.Runs;
using EvalKit.Core.Configuration;
using EvalKit.Core.Models;

namespace EvalKit.Cli.Terminal;

/// <summary>The class that was explained, in words.</summary>
/// <param name="names">The names of the classes; empty where the model has none.</param>
/// <param name="output">Which number of the class was explained.</param>
/// <param name="scores">What the model's scores are.</param>
internal sealed class ExplainedClass(IReadOnlyList<string> names, ExplainedOutput output, ScoreKind scores)
{
    /// <summary>What the number is called.</summary>
    public string Score => output == ExplainedOutput.Probability ? "probability" : scores == ScoreKind.Logits ? "logit" : "log-probability";

    /// <summary>The name of a class, or null.</summary>
    public string? Name(int index) => names.Count > 0 ? names[index] : null;

    /// <summary>Class and number of a picture, such as <c>class 9 Ankle boot (predicted), probability 0.982</c>.</summary>
    public string Describe(PictureExplanation explanation)
    {
        var predicted = explanation.Target == explanation.Predicted ? "predicted" : $"predicted: {Numbered(explanation.Predicted)}";
        return string.Create(CultureInfo.InvariantCulture, $"class {Numbered(explanation.Target)} ({predicted}), {Score} {explanation.Score:0.000}");
    }

    private string Numbered(int index) => string.Create(CultureInfo.InvariantCulture, $"{index} {Name(index)}").TrimEnd();
}
