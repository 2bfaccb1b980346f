using EvalKit.Core.Attributions;
using EvalKit.Core.Execution.Lanes;
using EvalKit.Core.Memory;
using EvalKit.Core.Models;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Store;

namespace EvalKit.Core.Execution;

/// <summary>One explanation metric on the stored attributions of one method, one range of samples and one model.</summary>
internal sealed class ExplanationJob
{
    private readonly JobContext _context;
    private readonly Unit _unit;
    private readonly PluginInstance<IAttributionMethod> _method;
    private readonly PluginInstance<IExplanationMetric> _metric;
    private readonly ISubstrate[] _substrates;

    public ExplanationJob(JobContext context, Unit unit)
    {
        var (method, metric) = unit.What.Split('/') is [var first, var second] ? (first, second) : throw new InvalidDataException(unit.What);
        (_context, _unit) = (context, unit);
        _method = context.Bound.Attributions[method];
        _metric = context.Bound.Metrics.First(one => one.Name == metric);
        _substrates = [.. context.Bound.Substrates.Select(one => one.Method)];
    }

    public async Task RunAsync(Action<WorkerReply> say, CancellationToken cancellation)
    {
        var planned = _context.Bound.Model(_unit.Model);
        var model = _context.Open(planned);
        var rows = AttributionRows.FromTable(await _context.Store.ReadAsync(_unit.Requires![0], cancellation).ConfigureAwait(false));
        var others = await OthersAsync(cancellation).ConfigureAwait(false);
        var columns = _metric.Method.Columns(_context.Bound.Names, _method.Name);
        var measured = ExplanationRows.Empty(rows.Samples, columns);
        await SampleGroups.RunAsync(
            model,
            rows.Samples.Length,
            _context.Threads,
            (seen, row) => measured.Reasons[row] = Measure(planned, seen, rows, row, others, measured.Values[row], cancellation) ?? "",
            cancellation).ConfigureAwait(false);
        await _context.Store.WriteAsync(_unit.Id, measured.ToTable(), cancellation).ConfigureAwait(false);
        say(new UnitFinished(_unit.Id));
    }

    private async Task<IReadOnlyDictionary<string, Dictionary<int, float[]>>> OthersAsync(CancellationToken cancellation)
    {
        var others = new Dictionary<string, Dictionary<int, float[]>>(StringComparer.Ordinal);
        foreach (var id in _unit.Requires!.Skip(1))
        {
            var rows = AttributionRows.FromTable(await _context.Store.ReadAsync(id, cancellation).ConfigureAwait(false));
            var name = _context.Plan.Units.First(unit => unit.Id == id).What;
            others.Add(name, rows.Samples.Zip(rows.Attributions).ToDictionary());
        }

        return others;
    }

    private string? Measure(
        PlannedModel planned,
        IModel model,
        AttributionRows rows,
        int row,
        IReadOnlyDictionary<string, Dictionary<int, float[]>> others,
        double[] values,
        CancellationToken cancellation)
    {
        if (rows.Predicted[row] < 0)
        {
            values.AsSpan().Fill(double.NaN);
            return "the clean scores are not finite";
        }

        var view = planned.Probed.View;
        var sample = rows.Samples[row];
        var id = _context.Data.Id(sample);
        using var picture = new PooledBuffer<float>(view.Shape.Length);
        _context.Data.Read(sample, view, picture.Span);
        using var mask = new PooledBuffer<bool>(view.Shape.Pixels);
        var isMasked = _metric.Method.NeedsMask && _context.Data.ReadMask(sample, view, mask.Span);
        var explained = new ExplainedPicture(model, picture.Span, id, rows.Predicted[row], rows.Targets[row], _context.Plan.Explanations!.Output, _context.Plan.Seed)
        {
            References = _context.ReferencesFor(view),
            Substrates = _substrates,
            Perturbations = _metric.Method.NeedsPerturbations ? Perturbations(id) : [],
            Label = _context.Data.Label(sample),
            Mask = isMasked ? mask.Span : [],
        };
        return explained.Measure(_metric, _method, rows.Attributions[row], _metric.Method.NeedsOtherAttributions ? Others(others, sample) : [], values, cancellation);
    }

    private OtherAttribution[] Others(IReadOnlyDictionary<string, Dictionary<int, float[]>> others, int sample) =>
        [.. _context.Bound.Names.Attributions.Where(name => name != _method.Name).Select(name => new OtherAttribution(
            name, others.TryGetValue(name, out var bySample) && bySample.TryGetValue(sample, out var map) ? map : null))];

    private PicturePerturbation[] Perturbations(string sample) =>
        [.. _context.Bound.Names.Perturbations.Select(name => new PicturePerturbation(
            name, _context.Bound.Perturbations[name].Method as IImagePerturbation, _context.Plan.Constants ?? default, _context.Plan.Seed, sample))];
}
