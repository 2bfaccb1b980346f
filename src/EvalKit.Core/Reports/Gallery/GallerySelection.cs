using EvalKit.Core.Metrics;

namespace EvalKit.Core.Reports.Gallery;

/// <summary>Chooses what a gallery shows: a few samples that all models know, that part them, and that none knows.</summary>
/// <param name="Models">The names of the models, by ascending size; evenly taken over the sizes where there are many.</param>
/// <param name="Samples">The samples with their reasons.</param>
public sealed record GallerySelection(IReadOnlyList<string> Models, IReadOnlyList<(int Sample, GalleryReason Reason)> Samples)
{
    private const int MostModels = 16;
    private const int OfEach = 2;

    /// <summary>Chooses among the first samples of a run, all of which are explained.</summary>
    /// <param name="run">The run.</param>
    /// <param name="explained">The number of samples that every attribution method explained.</param>
    public static GallerySelection Of(EvaluationRun run, int explained)
    {
        ArgumentNullException.ThrowIfNull(run);
        ModelRun[] models = [.. run.BySize.Where(model => model.Clean is not null)];
        var shares = Enumerable.Range(0, explained)
            .Select(sample => (Sample: sample, Share: Share(models, sample)))
            .Where(one => double.IsFinite(one.Share))
            .ToList();
        var shown = Math.Min(models.Length, MostModels);
        return new(
            [.. Enumerable.Range(0, shown).Select(i => models[shown == 1 ? 0 : i * (models.Length - 1) / (shown - 1)].Name)],
            [
                .. shares.Where(one => one.Share == 1).Take(OfEach).Select(one => (one.Sample, GalleryReason.EveryModelRight)),
                .. shares.Where(one => one.Share is > 0 and < 1).OrderBy(one => Math.Abs(one.Share - 0.5)).Take(OfEach).Select(one => (one.Sample, GalleryReason.ModelsDisagree)),
                .. shares.Where(one => one.Share == 0).Take(OfEach).Select(one => (one.Sample, GalleryReason.NoModelRight)),
            ]);
    }

    // The share of the models that are right; NaN where one has no finite scores.
    private static double Share(ModelRun[] models, int sample)
    {
        var right = 0;
        foreach (var model in models)
        {
            var row = model.Clean!.Samples.Span.BinarySearch(sample);
            if (row < 0) return double.NaN;
            if (IsRight(model.Clean, row)) right++;
        }

        return (double)right / models.Length;
    }

    private static bool IsRight(PredictionTable table, int row) => table.Predictions.Span[row] == table.Labels.Span[row];
}
