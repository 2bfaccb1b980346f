using EvalKit.Reporting.Figures;

namespace EvalKit.Cli.Downloads;

/// <summary>
/// Tries again what a retry may mend: after 1, 2, 4, 8 and 16 seconds, or later where the server says so (RFC 9110, 10.2.3).
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="progress">Learns what failed and how long the wait is.</param>
internal sealed class Retries(TimeProvider time, IPullProgress progress)
{
    private const int Most = 5;

    // A connection that breaks now and then must not end a long download: what brought so much is no failed try.
    private const long Enough = 1 << 16;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>Tries until it succeeds, or has failed six times on end without receiving anything to speak of.</summary>
    /// <param name="attempt">One try.</param>
    /// <param name="received">The bytes received so far.</param>
    /// <param name="cancellation">Ends trying and waiting.</param>
    /// <exception cref="TransientException">It did not succeed.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, Func<long> received, CancellationToken cancellation)
    {
        for (var failed = 0; ;)
        {
            var before = received();
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (TransientException problem)
            {
                failed = received() - before >= Enough ? 1 : failed + 1;
                if (failed > Most) throw new TransientException($"{problem.Message}; given up after {Most} retries, and what was received is kept", inner: problem);
                var wait = TimeSpan.FromSeconds(1 << (failed - 1));
                if (problem.After > wait) wait = problem.After.Value;
                if (wait > LongestWait) throw new TransientException($"{problem.Message}; the server asks to come back in {Humanised.Duration(wait)}", inner: problem);
                progress.Say($"{problem.Message}; trying again in {Humanised.Duration(wait)}");
                await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
            }
        }
    }
}
