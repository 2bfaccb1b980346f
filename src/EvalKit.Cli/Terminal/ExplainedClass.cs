using System.Globalization;
using EvalKit.Cli.Runs;
using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Models;

namespace EvalKit.Cli.Terminal;

/// <summary>The class that was explained, in words.</summary>
/// <param name="names">The names of the classes; empty where the model has none.</param>
/// <param name="plan">How pictures were explained.</param>
/// <param name="scores">What the model's scores are.</param>
internal sealed class ExplainedClass(IReadOnlyList<string> names, ExplanationPlan plan, ScoreKind scores)
{
    /// <summary>The class that another one is told from; null for none.</summary>
    public int? Versus => plan.Versus;

    /// <summary>What the number is called.</summary>
    public string Score => Called(plan.Explained ?? ExplainedOutput.Probability);

    /// <summary>What the number is called that a method explains.</summary>
    public string ScoreOf(IAttributionMethod method) => method is IGraphAttribution ? "logit" : Called(plan.Explained ?? method.DefaultOutput);

    /// <summary>The name of a class, or null.</summary>
    public string? Name(int index) => names.Count > 0 ? names[index] : null;

    /// <summary>Class and number of a picture, such as <c>class 9 Ankle boot (predicted), probability 0.982</c>.</summary>
    public string Describe(PictureExplanation explanation)
    {
        var predicted = explanation.Target == explanation.Predicted ? "predicted" : $"predicted: {Numbered(explanation.Predicted)}";
        var (rather, score) = Versus is { } other ? ($" rather than {Numbered(other)}", $"{Score} difference") : ("", Score);
        return string.Create(CultureInfo.InvariantCulture, $"class {Numbered(explanation.Target)} ({predicted}){rather}, {score} {explanation.Score:0.000}");
    }

    private string Called(ExplainedOutput output) => output == ExplainedOutput.Probability ? "probability" : scores == ScoreKind.Logits ? "logit" : "log-probability";

    private string Numbered(int index) => string.Create(CultureInfo.InvariantCulture, $"{index} {Name(index)}").TrimEnd();
}
