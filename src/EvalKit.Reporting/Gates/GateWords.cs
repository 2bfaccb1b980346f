using System.Globalization;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Figures;

namespace EvalKit.Reporting.Gates;

/// <summary>What pipelines are told of gates, in words.</summary>
internal static class GateWords
{
    private static readonly GateOutcome[] Gravest = [GateOutcome.Fail, GateOutcome.Inconclusive, GateOutcome.Pass];

    /// <summary>The outcome as one word.</summary>
    public static string Of(GateOutcome outcome) => outcome switch
    {
        GateOutcome.Pass => "pass",
        GateOutcome.Fail => "fail",
        _ => "inconclusive",
    };

    /// <summary>How many gates have each outcome, the gravest first: <c>1 gate fails, 4 pass</c>.</summary>
    public static string Tally(Report report)
    {
        if (report.Gates.Count == 0) return "no gates";
        var parts = Gravest
            .Select(outcome => (Outcome: outcome, Count: report.Gates.Count(gate => gate.Outcome == outcome)))
            .Where(part => part.Count > 0)
            .Select((part, i) => $"{(i == 0 ? Humanised.Plural(part.Count, "gate") : Humanised.Whole(part.Count))} {Verb(part.Outcome, part.Count)}");
        return string.Join(", ", parts);
    }

    /// <summary>The gates, the gravest first, each group in the order of the file.</summary>
    public static IEnumerable<GateResult> ByGravity(Report report) => report.Gates.OrderBy(gate => Array.IndexOf(Gravest, gate.Outcome));

    /// <summary>The number with as many digits as are worth reading; the word for a missing one.</summary>
    public static string Number(double value) => double.IsFinite(value) ? value.ToString("0.####", CultureInfo.InvariantCulture) : FigureFormat.Missing;

    /// <summary>The gate, the model and why, in one line.</summary>
    public static string Sentence(GateResult gate) => $"{gate.Model}: {gate.Id}: {gate.Reason}";

    private static string Verb(GateOutcome outcome, int count) => outcome switch
    {
        GateOutcome.Pass => count == 1 ? "passes" : "pass",
        GateOutcome.Fail => count == 1 ? "fails" : "fail",
        _ => count == 1 ? "is inconclusive" : "are inconclusive",
    };
}
