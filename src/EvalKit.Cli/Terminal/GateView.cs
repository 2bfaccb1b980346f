using System.Globalization;
using System.Text;
using EvalKit.Core.Reports;

namespace EvalKit.Cli.Terminal;

/// <summary>What <c>evalkit gate</c> prints: a line a gate and model, and how many of each outcome.</summary>
internal static class GateView
{
    /// <summary>Renders the judged gates.</summary>
    public static string Render(IReadOnlyList<GateResult> gates)
    {
        var text = new StringBuilder();
        var (models, ids) = (gates.Max(gate => gate.Model.Length), gates.Max(gate => gate.Id.Length));
        foreach (var gate in gates)
            text.Append(CultureInfo.InvariantCulture, $"{Outcome(gate.Outcome),-12} {gate.Model.PadRight(models)}  {gate.Id.PadRight(ids)}  {gate.Reason}\n");
        var counts = gates.GroupBy(gate => gate.Outcome).OrderBy(group => group.Key).Select(group => $"{group.Count()} {Outcome(group.Key)}");
        return text.Append(CultureInfo.InvariantCulture, $"\n{string.Join(", ", counts)}\n").ToString();
    }

    private static string Outcome(GateOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
