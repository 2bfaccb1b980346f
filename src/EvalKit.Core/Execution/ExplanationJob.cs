using System.Buffers;
using EvalKit.Core.Attributions;
using EvalKit.Core.Planning;
using EvalKit.Core.Randomness;
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
        var batch = BatchSize.For(shape);
        await SharedWork.RunAsync(Enumerable.Range(0, values.Length), context.Threads, row =>
        {
            values[row] = new double[columns.Count];
            if (rows.Predicted[row] < 0)
            {
                values[row].AsSpan().Fill(double.NaN);
                return;
            }

            var id = context.Data.Id(rows.Samples[row]);
            var picture = ArrayPool<float>.Shared.Rent(shape.Length);
            try
            {
                context.Data.Read(rows.Samples[row], planned.Probed.View, picture.AsSpan(0, shape.Length));
                var request = new ExplanationRequest
                {
                    Model = model,
                    PreferredBatch = batch,
                    Picture = picture.AsSpan(0, shape.Length),
                    Predicted = rows.Predicted[row],
                    Target = rows.Targets[row],
                    Attribution = rows.Attributions[row],
                    Method = method.Method,
                    Function = new ClassScore(model, rows.Targets[row], output, batch),
                    AttributionKey = RandomStream.KeyOf(context.Plan.Seed, method.Name, 0, id),
                    Substrates = substrates,
                    StreamKey = RandomStream.KeyOf(context.Plan.Seed, metric.Name, 0, id),
                };
                metric.Method.Measure(request, values[row], cancellation);
            }
            finally
            {
                ArrayPool<float>.Shared.Return(picture);
            }
        }, cancellation).ConfigureAwait(false);

        var table = new UnitTable([
            new NumberColumn<int>("sample", rows.Samples),
            .. columns.Select((name, column) => new NumberColumn<double>(name, [.. values.Select(row => row[column])]))]);
        await context.Store.WriteAsync(unit.Id, table, cancellation).ConfigureAwait(false);
        say(new UnitFinished(unit.Id));
    }
}
