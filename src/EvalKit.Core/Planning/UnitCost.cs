namespace EvalKit.Core.Planning;

/// <summary>What a unit takes, about, before anything is measured.</summary>
public static class UnitCost
{
    // What one thread of a usual processor does, and what a call of the runtime costs beside the arithmetic.
    private const double MacsPerSecond = 1e10;
    private const double SecondsPerPrediction = 1e-5;

    /// <summary>The seconds that one thread takes, at 10 billion multiply-accumulates a second.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="model">Its model.</param>
    public static double Seconds(Unit unit, PlannedModel model)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(model);
        return unit.Predictions * (SecondsPerPrediction + (model.Probed.Facts.Macs / MacsPerSecond));
    }
}
