using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Execution.Lanes;
using EvalKit.Core.Memory;
using EvalKit.Core.Models;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Store;

namespace EvalKit.Core.Execution;

/// <summary>One attribution method × one range of samples × one model.</summary>
internal sealed class AttributionJob(JobContext context, Unit unit)
{
    private readonly PluginInstance<IAttributionMethod> _method = context.Bound.Attributions[unit.What];
    private readonly PlannedExplanations _asked = context.Plan.Explanations!;

    public async Task RunAsync(Action<WorkerReply> say, CancellationToken cancellation)
    {
        var planned = context.Bound.Model(unit.Model);
        var model = context.Open(planned);
        var rows = AttributionRows.Empty(unit.Start, unit.Count);
        await SampleGroups.RunAsync(
            model, unit.Count, context.Threads, (seen, row) => Explain(planned, seen, rows, row, cancellation), cancellation).ConfigureAwait(false);
        await context.Store.WriteAsync(unit.Id, rows.ToTable(context.Data), cancellation).ConfigureAwait(false);
        say(new UnitFinished(unit.Id));
    }

    private void Explain(PlannedModel planned, IModel model, AttributionRows rows, int row, CancellationToken cancellation)
    {
        var view = planned.Probed.View;
        var sample = rows.Samples[row];
        using var picture = new PooledBuffer<float>(view.Shape.Length);
        context.Data.Read(sample, view, picture.Span);
        var predicted = ExplainedPicture.Predict(model, picture.Span, cancellation);
        var target = Target(predicted, sample);
        rows.Predicted[row] = predicted;
        rows.Targets[row] = target;
        rows.Attributions[row] = new float[view.Shape.Pixels];
        rows.StandardErrors[row] = _method.Method.IsSampled ? new float[view.Shape.Pixels] : [];
        if (target < 0)
        {
            // Without finite scores there is no predicted class to explain: a gap, not a number.
            rows.Attributions[row].AsSpan().Fill(float.NaN);
            return;
        }

        var explained = new ExplainedPicture(model, picture.Span, context.Data.Id(sample), predicted, target, _asked.Output, context.Plan.Seed)
        {
            References = context.ReferencesFor(view),
        };
        explained.Attribute(_method, rows.Attributions[row], rows.StandardErrors[row], cancellation);
    }

    private int Target(int predicted, int sample) => _asked.Target switch
    {
        { Kind: ExplanationTargetKind.Predicted } => predicted,
        { Kind: ExplanationTargetKind.Label } => context.Data.Label(sample),
        var given => given.Class!.Value,
    };
}
