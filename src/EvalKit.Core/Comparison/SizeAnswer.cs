using EvalKit.Core.Reports;

namespace EvalKit.Core.Comparison;

/// <summary>
/// Says in plain sentences whether size decided which model is best. On an axis,
/// <list type="bullet">
/// <item>a smaller model wins where the best model is better, as tested, than one at least twice as large;</item>
/// <item>size wins where the best is the largest model and every model at most half as large is worse, as tested;</item>
/// <item>in between the samples do not tell: "cannot be told apart" is not "equal".</item>
/// </list>
/// Size did not decide if a smaller model wins on any axis; it decided if size wins on all. Models whose size is unknown
/// do not count.
/// </summary>
internal sealed class SizeAnswer
{
    private static readonly Dictionary<string, (string Best, string Adverb)> Words = new(StringComparer.Ordinal)
    {
        ["performance"] = ("the most accurate", "accuracy"),
        ["robustness"] = ("the most robust", "robustness"),
        ["interpretability"] = ("the best explained", "explanations"),
    };

    private readonly IReadOnlyList<ModelReport> _models;
    private readonly double?[] _sizes;

    private SizeAnswer(IReadOnlyList<ModelReport> models)
    {
        _models = models;
        _sizes = [.. models.Select(model => SizeOf(model))];
    }

    /// <summary>The sentences.</summary>
    /// <param name="models">The models.</param>
    /// <param name="scorecard">How they rank.</param>
    public static string Of(IReadOnlyList<ModelReport> models, Scorecard scorecard)
    {
        if (models.Count < 2) return "There is one model only, so nothing tells whether size decides.";
        return new SizeAnswer(models).Of(scorecard);
    }

    private static double? SizeOf(ModelReport model) =>
        model.Metrics.TryGetValue("cost/parameters", out var parameters) && parameters is { IsDefined: true, Value: > 0 } ? parameters.Value : null;

    private string Of(Scorecard scorecard)
    {
        var axes = scorecard.Axes.Where(axis => Words.ContainsKey(axis.Axis) && axis.Standings.Contains(Standing.Best)).ToList();
        if (axes.Count == 0) return "No quality could be ranked, so nothing tells whether size decides.";
        var sentences = new List<string> { Verdict(axes), Leaders(axes) };
        if (Growth() is { } growth) sentences.Add(growth);
        return string.Join(" ", sentences);
    }

    private string Verdict(List<AxisRanking> axes)
    {
        if (_sizes.Count(size => size is not null) < 2) return "The sizes are not known, so nothing tells whether size decided.";
        if (_sizes.Max() < 2 * _sizes.Min()) return "No model is twice as large as another, so nothing tells whether size decides.";
        var smaller = axes.Where(SmallerWins).ToList();
        if (smaller.Count > 0)
        {
            return smaller.Count == axes.Count
                ? "Size did not decide."
                : $"Size did not decide {Wording.Join(smaller.Select(axis => Words[axis.Axis].Adverb))}.";
        }

        var larger = axes.Where(LargestWins).ToList();
        if (larger.Count == axes.Count) return $"Size decided: the largest model leads on {Wording.Join(larger.Select(axis => Words[axis.Axis].Adverb))}, and every model at most half its size is worse.";
        return larger.Count > 0
            ? $"Size decided {Wording.Join(larger.Select(axis => Words[axis.Axis].Adverb))} only; on {Wording.Join(axes.Except(larger).Select(axis => Words[axis.Axis].Adverb))} these samples do not tell."
            : "These samples do not tell whether size decided.";
    }

    private bool SmallerWins(AxisRanking axis)
    {
        var best = _sizes[Best(axis)];
        return _sizes.Where((size, i) => size >= 2 * best && axis.Standings[i] == Standing.Worse).Any();
    }

    private bool LargestWins(AxisRanking axis)
    {
        var best = _sizes[Best(axis)];
        return best is not null
            && _sizes.All(size => size is null || size <= best)
            && _sizes.Where((size, i) => size <= best / 2 && axis.Standings[i] == Standing.Worse).Any()
            && !_sizes.Where((size, i) => size <= best / 2 && axis.Standings[i] != Standing.Worse).Any();
    }

    private string Leaders(List<AxisRanking> axes)
    {
        var leaders = axes.GroupBy(Best).Select(group =>
        {
            var titles = Wording.Join(group.Select(axis => Words[axis.Axis].Best));
            return $"{titles} {(group.Count() == 1 ? "model is" : "is")} {Named(group.Key)}{Tie(group)}";
        }).ToList();
        leaders[0] = char.ToUpperInvariant(leaders[0][0]) + leaders[0][1..];
        return string.Join("; ", leaders) + ".";
    }

    // The smallest model that may be as good matters to a reader who could take it instead.
    private string Tie(IGrouping<int, AxisRanking> axes)
    {
        var ties = axes
            .Select(axis => (axis.Axis, Model: SmallestTied(axis)))
            .Where(tie => tie.Model >= 0)
            .GroupBy(tie => tie.Model)
            .Select(tie => $"{Named(tie.Key)} cannot be told from it on {Wording.Join(tie.Select(axis => Words[axis.Axis].Adverb))}")
            .ToList();
        return ties.Count == 0 ? "" : $" ({string.Join("; ", ties)})";
    }

    private int SmallestTied(AxisRanking axis)
    {
        var best = _sizes[Best(axis)];
        return Enumerable.Range(0, _models.Count)
            .Where(i => axis.Standings[i] == Standing.TiedWithBest && _sizes[i] < best)
            .OrderBy(i => _sizes[i])
            .FirstOrDefault(-1);
    }

    // From which size on no larger model beats the best accuracy so far by more than a point for each doubling.
    private string? Growth()
    {
        const double Point = 0.01;
        var points = _models
            .Select((model, i) => (Size: _sizes[i], Accuracy: model.Metrics.GetValueOrDefault(PrimaryFigures.Performance)))
            .Where(point => point.Size is not null && point.Accuracy is { IsDefined: true })
            .Select(point => (Size: point.Size!.Value, point.Accuracy!.Value))
            .OrderBy(point => point.Size)
            .ToList();
        foreach (var size in points.Select(point => point.Size).Distinct().SkipLast(1))
        {
            var reached = points.Where(point => point.Size <= size).Max(point => point.Value);
            var larger = points.Where(point => point.Size > size);
            if (points.Count >= 3 && larger.All(point => point.Value - reached <= Point * Math.Log2(point.Size / size)))
            {
                return $"Beyond {Wording.Size(size)} parameters no model gains more than 1 point of accuracy per doubling.";
            }
        }

        return null;
    }

    private string Named(int model) => _sizes[model] is { } size ? $"{_models[model].Name} with {Wording.Size(size)} parameters" : _models[model].Name;

    private static int Best(AxisRanking axis) => Enumerable.Range(0, axis.Standings.Count).First(i => axis.Standings[i] == Standing.Best);
}
