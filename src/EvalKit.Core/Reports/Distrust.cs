using EvalKit.Core.Models;

namespace EvalKit.Core.Reports;

/// <summary>
/// Why none of a model's figures measures it, although they can be computed. They are shown, but neither ranked, compared nor judged.
/// </summary>
internal static class Distrust
{
    // With fewer samples a model that is well may give one answer by chance.
    private const int LeastSamples = 30;

    /// <summary>The reason, or null where there is none.</summary>
    public static string? Of(ModelRun model) =>
        model.Behaviour is { IsRepeatable: false } ? "two identical calls of the model gave different scores"
        : model.Behaviour is { BatchDifference: >= ModelBehaviour.Misleading } ? "the scores of a sample depend on the other samples of its batch"
        : ConstantClass(model) is { } only ? FormattableString.Invariant($"it predicts class {only} for every clean sample")
        : null;

    /// <summary>The class that a model predicts for every clean sample, although there are samples of others; null where it does not.</summary>
    public static int? ConstantClass(ModelRun model)
    {
        if (model.Clean is not { Count: >= LeastSamples } clean) return null;
        var predictions = clean.Predictions.Span;
        var labels = clean.Labels.Span;
        return labels.ContainsAnyExcept(labels[0]) && !predictions.ContainsAnyExcept(predictions[0]) ? predictions[0] : null;
    }
}
