using System.Text.Json;
using EvalKit.Core.Errors;
using EvalKit.Core.Models;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Execution;

/// <summary>What a worker process does: answers requests, line by line, until its input closes.</summary>
/// <param name="probe">Opens a model and says what it takes and gives.</param>
/// <param name="jobs">Gives what computes units; called when the first job comes, since a plan exists only then.</param>
/// <param name="meter">Gives what measures cost; called when the first measurement is asked for.</param>
/// <param name="activity">What the models have done.</param>
public sealed class WorkerLoop(Func<ProbeRequest, ProbedModel> probe, Func<Task<JobRunner>> jobs, Func<Task<CostMeter>> meter, ModelActivity activity)
{
    // Much shorter than any limit of time.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _output = new();
    private JobRunner? _jobs;

    /// <summary>Runs until the input closes.</summary>
    /// <param name="requests">Where requests come from.</param>
    /// <param name="replies">Where answers go.</param>
    /// <param name="cancellation">Ends the request in hand; cancelled by the caller when the input closes.</param>
    public async Task RunAsync(IAsyncEnumerable<string> requests, TextWriter replies, CancellationToken cancellation)
    {
        var (calls, predictions) = (0L, 0L);
        await using var progress = new Timer(Tell, null, Interval, Interval);
        await foreach (var line in requests.WithCancellation(cancellation).ConfigureAwait(false))
        {
            try
            {
                await AnswerAsync(JsonSerializer.Deserialize<WorkerRequest>(line, WireJson.Options)!, Say, cancellation).ConfigureAwait(false);
            }
            catch (UserException problem)
            {
                Say(new Refused(problem.Message, problem is RetryException));
            }

            Say(new Done());
        }

        void Say(WorkerReply reply)
        {
            var text = JsonSerializer.Serialize(reply, WireJson.Options);
            lock (_output)
            {
                replies.WriteLine(text);
                replies.Flush();
            }
        }

        // One timer calls at a time, or finds that nothing has happened since.
        void Tell(object? state)
        {
            var (calledNow, predictedNow) = (activity.Calls, activity.Predictions);
            if (Interlocked.Exchange(ref calls, calledNow) == calledNow) return;
            Say(new Progressed(predictedNow - Interlocked.Exchange(ref predictions, predictedNow)));
        }
    }

    private async Task AnswerAsync(WorkerRequest request, Action<WorkerReply> say, CancellationToken cancellation)
    {
        switch (request)
        {
            case ProbeRequest one:
                say(new Progressed(0));
                say(new Probed(probe(one)));
                break;
            case JobRequest job:
                _jobs ??= await jobs().ConfigureAwait(false);
                say(new Progressed(0));
                await _jobs.RunAsync(job.Units, say, cancellation).ConfigureAwait(false);
                break;
            case LatencyRequest latency:
                (await meter().ConfigureAwait(false)).Latency(latency.Models, say, cancellation);
                break;
            case MemoryRequest memory:
                (await meter().ConfigureAwait(false)).Memory(memory.Model, say, cancellation);
                break;
            default:
                throw new UserException($"unknown request {request.GetType().Name}");
        }
    }
}
