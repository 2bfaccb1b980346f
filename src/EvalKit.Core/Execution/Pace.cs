using EvalKit.Core.Configuration;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Execution;

/// <summary>
/// The time limits of a run: from the rate at which each model predicted so far. A worker tells of progress after each call
/// of a model, so a limit is for one call on one batch at most, however long a unit takes.
/// </summary>
/// <param name="limits">What the configuration says.</param>
/// <param name="threads">The number of threads that work at once.</param>
public sealed class Pace(LimitsConfig limits, int threads)
{
    // A call may be that much slower than the average so far: other programs, larger batches, gradients beside predictions.
    private const double Factor = 20;

    private const double GigaByte = 1e9;

    private static readonly TimeSpan Least = TimeSpan.FromMinutes(2);

    // Before anything is measured: ten minutes for a batch of 64.
    private static readonly TimeSpan LeastUnmeasured = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PredictionUnmeasured = TimeSpan.FromSeconds(10);

    // A process on a busy machine; no model has a hand in it.
    private static readonly TimeSpan LeastToStart = TimeSpan.FromMinutes(1);

    // A slow network disk.
    private static readonly TimeSpan PerGigaByte = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, double> _seconds = new(StringComparer.Ordinal);

    /// <summary>Takes note of what a worker did.</summary>
    /// <param name="models">The models that it ran.</param>
    /// <param name="predictions">The number of pictures that they took in.</param>
    /// <param name="took">The time that passed.</param>
    public void Measured(IEnumerable<string> models, long predictions, TimeSpan took)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (predictions == 0) return;
        // Each call is made by one thread, so it takes that many times the share of the time that passed.
        var seconds = took.TotalSeconds * threads / predictions;
        foreach (var model in models) _seconds[model] = Math.Max(seconds, _seconds.GetValueOrDefault(model));
    }

    /// <summary>The patience with a worker that opens a model.</summary>
    /// <param name="bytes">The size of its file and of its external data.</param>
    public Patience ToOpen(long bytes) => Starting(limits.Time ?? LeastUnmeasured + (PerGigaByte * (bytes / GigaByte)));

    /// <summary>The patience with a worker that runs models.</summary>
    /// <param name="models">The models.</param>
    public Patience ToRun(IReadOnlyCollection<PlannedModel> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (limits.Time is { } time) return Starting(time);
        var batch = models.Max(model => BatchSize.For(model.Probed.View.Shape));
        var unmeasured = Longer(LeastUnmeasured, PredictionUnmeasured * batch);
        var call = models.All(model => _seconds.ContainsKey(model.Name))
            ? Longer(Least, TimeSpan.FromSeconds(Factor * batch * models.Max(model => _seconds[model.Name])))
            : unmeasured;
        var opening = PerGigaByte * (models.Sum(model => model.Probed.Facts.Bytes) / GigaByte);
        return new Patience(Longer(call, unmeasured) + opening, call + opening);
    }

    private static Patience Starting(TimeSpan limit) => new(Longer(limit, LeastToStart), limit);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
