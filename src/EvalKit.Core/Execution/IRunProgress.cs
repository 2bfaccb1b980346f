namespace EvalKit.Core.Execution;

/// <summary>
/// What a run tells of itself while it runs. Calls may come from several threads; implementations never throw and never
/// slow the run, and nothing that they do changes a figure.
/// </summary>
public interface IRunProgress
{
    /// <summary>All that this run must compute is known. Units already in the store are left out of both numbers.</summary>
    /// <param name="units">The number of units to compute: one for each model, condition and range of samples.</param>
    /// <param name="predictions">The number of predictions that they take, about.</param>
    void Planned(int units, long predictions);

    /// <summary>A stage or job began; it is what runs from now on.</summary>
    /// <param name="what">Its name for a reader, such as <c>clean 0–2,048</c>, <c>fog:3</c> or <c>latency</c>.</param>
    void Started(string what);

    /// <summary>A unit is in the store.</summary>
    /// <param name="model">Its model's name.</param>
    /// <param name="what">What was computed, such as <c>fog:3</c> or <c>rise</c>.</param>
    /// <param name="predictions">The number of predictions that they take, about.</param>
    void Finished(string model, string what, long predictions);

    /// <summary>A unit failed for good in this run.</summary>
    /// <param name="model">Its model's name.</param>
    /// <param name="what">What was to be computed.</param>
    /// <param name="why">One sentence.</param>
    void Failed(string model, string what, string why);
}
