using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Metrics;

namespace EvalKit.Core.Reports;

/// <summary>A judged gate for one model.</summary>
/// <param name="Id">The gate's fixed id, such as <c>performance/accuracy min 0.88</c>.</param>
/// <param name="Model">The model judged.</param>
/// <param name="Metric">The metric's id.</param>
/// <param name="Outcome">The decision.</param>
/// <param name="Value">
/// What is compared with the bound: the figure, or where two models are compared the advantage of the model, positive where it is
/// better, in the metric's unit. NaN where it is missing.
/// </param>
/// <param name="Bound">The bound: of an advantage, minus the margin that it may be worse by or the margin that it must be better by.</param>
/// <param name="Reason">One sentence: why it was decided so.</param>
public sealed record GateResult(string Id, string Model, string Metric, GateOutcome Outcome, double Value, double Bound, string Reason)
{
    /// <summary>Where the gate is written.</summary>
    public SourcePlace Place { get; init; }

    /// <summary>The one-sided confidence of the decision.</summary>
    public double Confidence { get; init; }

    /// <summary>The value with its one-sided bounds; null where nothing was estimated.</summary>
    public Estimate? Evidence { get; init; }

    /// <summary>What the model was compared with, and the two figures; null where it was compared with a number.</summary>
    public GateComparison? Comparison { get; init; }

    /// <summary>About how many further samples would decide an inconclusive gate if its value stayed; null where none would, or it is decided.</summary>
    public long? MoreSamples { get; init; }
}

/// <summary>The two models of a gate that compares.</summary>
/// <param name="Against">The other's name, with <c>reference:</c> before it where it is of the reference run.</param>
/// <param name="Own">The judged model's figure, over all its samples.</param>
/// <param name="Other">The other's figure, over all its samples.</param>
public sealed record GateComparison(string Against, double Own, double Other);

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
