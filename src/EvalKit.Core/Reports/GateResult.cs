namespace EvalKit.Core.Reports;

/// <summary>A judged gate for one model.</summary>
/// <param name="Id">The gate's fixed id, such as <c>performance/accuracy min 0.88</c>.</param>
/// <param name="Model">The model judged.</param>
/// <param name="Metric">The metric's id.</param>
/// <param name="Outcome">The decision.</param>
/// <param name="Value">The figure, NaN where it is missing.</param>
/// <param name="Bound">The bound of the gate.</param>
/// <param name="Reason">One sentence: why it was decided so.</param>
public sealed record GateResult(string Id, string Model, string Metric, GateOutcome Outcome, double Value, double Bound, string Reason);

/// <summary>The decision on a gate. A missing, partial or NaN figure never passes.</summary>
public enum GateOutcome
{
    /// <summary>The figure keeps the bound, with the stated confidence.</summary>
    Pass,

    /// <summary>It does not.</summary>
    Fail,

    /// <summary>The samples do not decide.</summary>
    Inconclusive,
}
