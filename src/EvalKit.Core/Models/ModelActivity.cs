namespace EvalKit.Core.Models;

/// <summary>Counts the calls of models that have returned, so that another thread sees whether they still work.</summary>
public sealed class ModelActivity
{
    private long _calls;
    private long _predictions;

    /// <summary>The number of calls that have returned.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>The number of pictures in them.</summary>
    public long Predictions => Interlocked.Read(ref _predictions);

    /// <summary>Counts a call that has returned.</summary>
    /// <param name="predictions">The number of pictures in it.</param>
    public void Called(int predictions)
    {
        Interlocked.Add(ref _predictions, predictions);
        Interlocked.Increment(ref _calls);
    }
}
