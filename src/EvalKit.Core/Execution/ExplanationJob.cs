using EvalKit.Core.Memory;
using EvalKit.Core.Planning;
using EvalKit.Core.Store;

namespace EvalKit.Core.Execution;

/// <summary>
/// One explanation metric on the stored attributions of one method, one range of samples and one model. Rows:
/// <c>sample</c> and one column of 64-bit numbers a value.
/// </summary>
internal sealed class ExplanationJob(JobContext context, Unit unit)
{
    public async Task RunAsync(Action<WorkerReply> say, CancellationToken cancellation)
    {
        var output = context.Plan.Explanations!.Output;
        var (methodName, metricName) = unit.What.Split('/') is [var first, var second] ? (first, second) : throw new InvalidDataException(unit.What);
        var method = context.Bound.Attributions[methodName];
        var metric = context.Bound.Metrics.First(one => one.Name == metricName);
        var substrates = context.Bound.Substrates.Select(one => one.Method).ToArray();
        var planned = context.Bound.Model(unit.Model);
        var model = context.Open(planned);
        var rows = AttributionRows.FromTable(await context.Store.ReadAsync(unit.Requires!, cancellation).ConfigureAwait(false));
        var columns = metric.Method.Columns([.. context.Bound.Substrates.Select(one => one.Name)]);
        var values = new double[rows.Samples.Length][];
        var shape = planned.Probed.View.Shape;
        await SharedWork.RunAsync(Enumerable.Range(0, values.Length), context.Threads, row =>
        {
            values[row] = new double[columns.Count];
            if (rows.Predicted[row] < 0)
            {
                values[row].AsSpan().Fill(double.NaN);
                return;
            }

            using var picture = new PooledBuffer<float>(shape.Length);
            context.Data.Read(rows.Samples[row], planned.Probed.View, picture.Span);
            var explained = new ExplainedPicture(
                model, picture.Span, context.Data.Id(rows.Samples[row]), rows.Predicted[row], rows.Targets[row], output, context.Plan.Seed)
            {
                References = context.ReferencesFor(planned.Probed.View),
            };
            explained.Measure(metric, method, rows.Attributions[row], substrates, values[row], cancellation);
        }, cancellation).ConfigureAwait(false);

        var table = new UnitTable([
            new NumberColumn<int>("sample", rows.Samples),
            .. columns.Select((name, column) => new NumberColumn<double>(name, [.. values.Select(row => row[column])]))]);
        await context.Store.WriteAsync(unit.Id, table, cancellation).ConfigureAwait(false);
        say(new UnitFinished(unit.Id));
    }
}
