using System.Text.Json;
using EvalKit.Core.Data;
using EvalKit.Core.Planning;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Gallery;

namespace EvalKit.Core.Store;

/// <summary>Reads what a report shows of a run's attributions, and keeps small pictures of the samples that it shows.</summary>
/// <param name="plan">The plan.</param>
/// <param name="store">The run's folder.</param>
public sealed class StoredGallery(Plan plan, RunStore store)
{
    private const string Thumbnails = "thumbnails.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { NewLine = "\n" };

    /// <summary>
    /// Keeps the pictures of the samples shown, reduced, in <c>thumbnails.json</c>, so that the report needs no data. The same run
    /// gives the same bytes.
    /// </summary>
    /// <param name="run">What the store holds.</param>
    /// <param name="data">The data.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task KeepPicturesAsync(EvaluationRun run, IDataset data, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (plan.Explanations is null) return;
        var view = plan.Models[0].Probed.View;
        var picture = new float[view.Shape.Length];
        var kept = new List<Thumbnail>();
        foreach (var (sample, _) in Select(run).Samples)
        {
            data.Read(sample, view, picture);
            kept.Add(Thumbnail.Of(sample, picture, view.Shape));
        }

        await store.WriteFileAsync(Thumbnails, (stream, token) => JsonSerializer.SerializeAsync(stream, kept, Json, token), cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads the gallery; null where nothing was explained.</summary>
    /// <param name="run">What the store holds.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="InvalidDataException">A unit is damaged.</exception>
    public async Task<AttributionGallery?> ReadAsync(EvaluationRun run, CancellationToken cancellation)
    {
        if (plan.Explanations is not { } explained) return null;
        var selection = Select(run);
        var found = new List<(int Sample, string Id, int Label, GalleryAttribution Attribution)>();
        foreach (var model in selection.Models)
        {
            foreach (var method in explained.Attributions)
            {
                foreach (var unit in plan.Units.Where(unit => unit.Kind == UnitKind.Attributions && unit.Model == model && unit.What == method.Method.Name))
                {
                    int[] rows = [.. selection.Samples.Select(one => one.Sample - unit.Start).Where(row => row >= 0 && row < unit.Count)];
                    if (rows.Length > 0 && store.Contains(unit.Id))
                        found.AddRange(Attributions(unit, await store.ReadAsync(unit.Id, cancellation).ConfigureAwait(false), rows));
                }
            }
        }

        var pictures = Pictures();
        return found.Count == 0 ? null : new(
            selection.Models,
            [.. explained.Attributions.Select(one => one.Method.Name)],
            [
                .. from chosen in selection.Samples
                   join one in found on chosen.Sample equals one.Sample into attributions
                   where attributions.Any()
                   select new GallerySample(chosen.Sample, attributions.First().Id, attributions.First().Label, chosen.Reason, [.. attributions.Select(one => one.Attribution)])
                   {
                       Picture = pictures.Find(picture => picture.Sample == chosen.Sample),
                   },
            ])
        {
            Classes = Classes(),
        };
    }

    private GallerySelection Select(EvaluationRun run) => GallerySelection.Of(run, plan.Explanations!.Attributions.Min(one => one.Samples));

    private IEnumerable<(int Sample, string Id, int Label, GalleryAttribution Attribution)> Attributions(Unit unit, UnitTable table, int[] rows)
    {
        var shape = plan.Models.First(model => model.Name == unit.Model).Probed.View.Shape;
        var (samples, ids, labels) = (table.Numbers<int>("sample"), table.Texts("id"), table.Numbers<int>("label"));
        var (predicted, targets, attributions) = (table.Numbers<int>("predicted"), table.Numbers<int>("target"), table.Bytes("attribution"));
        foreach (var row in rows)
        {
            if (HeatMap.Of(attributions.Floats(row), shape.Height, shape.Width) is { } map)
                yield return (samples[row], ids[row], labels[row], new(unit.Model, unit.What, predicted[row], targets[row], map));
        }
    }

    private string[] Classes()
    {
        if (plan.Models.Select(model => model.Probed.Facts.Metadata.GetValueOrDefault("evalkit.classes")).FirstOrDefault(names => names is not null) is not { } names) return [];
        try
        {
            return JsonSerializer.Deserialize<string[]>(names)!;
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"{Path.Combine(store.Folder, PlanFile.Name)}: the classes of a model are no list of names ({damage.Message}); 'evalkit run CONFIG' makes it anew", damage);
        }
    }

    private List<Thumbnail> Pictures()
    {
        var path = Path.Combine(store.Folder, Thumbnails);
        if (!File.Exists(path)) return [];
        try
        {
            if (JsonSerializer.Deserialize<List<Thumbnail>>(File.ReadAllBytes(path), Json) is { } pictures && pictures.TrueForAll(IsWhole)) return pictures;
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"{path}: {damage.Message}; 'evalkit run CONFIG' makes it anew", damage);
        }

        throw new InvalidDataException($"{path}: no list of small pictures; 'evalkit run CONFIG' makes it anew");
    }

    private static bool IsWhole(Thumbnail? picture) => picture is { Pixels: { } pixels, Shape: { Channels: > 0, Height: > 0 and <= HeatMap.MostSide, Width: > 0 and <= HeatMap.MostSide } shape }
        && pixels.Length == shape.Length;
}
