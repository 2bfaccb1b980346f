using System.Globalization;
using System.Xml.Linq;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Figures;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Html;

/// <summary>The sections on what was decided and what went wrong; each is null where there is nothing.</summary>
internal static class VerdictSections
{
    /// <summary>The gates.</summary>
    public static XElement? Gates(Report report) => report.Gates.Count == 0 ? null : Sections.Section("gates", "Gates", PlainTable.Of(
        "A gate passes only where the samples say so with the stated confidence.",
        ["gate", "model", "outcome", "value", "bound", "why"],
        report.Gates.Select(gate => new object[] { gate.Id, gate.Model, Chip(gate.Outcome), Number(gate.Value), Number(gate.Bound), gate.Reason })));

    /// <summary>The claims.</summary>
    public static XElement? Claims(Report report) => report.Claims.Count == 0 ? null : Sections.Section("claims", "Claims", Table(report.Claims));

    /// <summary>Claims as a table.</summary>
    public static XElement Table(IEnumerable<Claim> claims) => PlainTable.Of(
        "Statements on size and quality, and what this evidence says of them.",
        ClaimRows.Headings,
        claims.Select(claim => new object[] { claim.Statement, Chip(claim.Verdict), claim.Evidence, claim.WouldDecide ?? "" }));

    /// <summary>The findings, the gravest first.</summary>
    public static XElement? Findings(Report report) => report.Findings.Count == 0 ? null : Sections.Section("findings", "Findings", Tag(
        "ul",
        Class("findings"),
        report.Findings.OrderByDescending(finding => finding.Level).Select(finding => Tag(
            "li", Chip(finding.Level), " ", finding.Model is null ? null : Tag("b", finding.Model), finding.Model is null ? "" : ": ", finding.Message))));

    /// <summary>What failed, and the figures that are missing for it.</summary>
    public static XElement? Failures(Report report)
    {
        MissingFigures[] gaps = [.. MissingFigures.Of(report)];
        return report.Failures.Count == 0 && gaps.Length == 0 ? null : Sections.Section(
            "failures",
            "Failures and gaps",
            report.Failures.Count == 0 ? null : PlainTable.Of(
                "Units that failed. No average hides them: what rests on them is missing.",
                ["model", "unit", "why", "retry"],
                report.Failures.Select(failure => new object[] { failure.Model, failure.Unit, failure.Message, failure.Retryable ? "may mend it" : "will not mend it" })),
            gaps.Length == 0 ? null : PlainTable.Of(
                "Figures that are missing.", ["model", "figures", "why"], gaps.Select(gap => new object[] { gap.Model, gap.Figures, gap.Why })));
    }

    /// <summary>The numbers of gates by outcome, findings and failures, as links to their sections; null where there are none.</summary>
    public static XElement? Summary(Report report)
    {
        XElement[] links =
        [
            .. report.Gates.GroupBy(gate => gate.Outcome).OrderBy(group => group.Key)
                .Select(group => Link("#gates", group.Key, Gates(group.Count(), group.Key))),
            .. report.Findings.Count > 0
                ? [Link("#findings", report.Findings.Max(finding => finding.Level), Humanised.Plural(report.Findings.Count, "finding"))] : Array.Empty<XElement>(),
            .. report.Failures.Count > 0
                ? [Link("#failures", FindingLevel.Error, Humanised.Plural(report.Failures.Count, "failed unit"))] : Array.Empty<XElement>(),
        ];
        return links.Length == 0 ? null : Tag("p", Class("summary"), links);
    }

    private static string Gates(int count, GateOutcome outcome) => Humanised.Plural(count, "gate") + outcome switch
    {
        GateOutcome.Pass => count == 1 ? " passes" : " pass",
        GateOutcome.Fail => count == 1 ? " fails" : " fail",
        _ => " inconclusive",
    };

    private static XElement Link<T>(string target, T level, string text)
        where T : struct, Enum =>
        Tag("a", Class("chip " + Tone(level)), Attribute("href", target), text);

    private static XElement Chip<T>(T value)
        where T : struct, Enum =>
        Tag("span", Class("chip " + Tone(value)), Name(value));

    private static string Name<T>(T value)
        where T : struct, Enum =>
#pragma warning disable CA1308 // The names are read by people, in the middle of sentences.
        value.ToString().ToLowerInvariant();
#pragma warning restore CA1308

    private static string Tone<T>(T value)
        where T : struct, Enum => value switch
        {
            GateOutcome.Pass or ClaimVerdict.Supported => "good",
            GateOutcome.Fail or FindingLevel.Error => "bad",
            GateOutcome.Inconclusive or FindingLevel.Warning => "careful",
            ClaimVerdict.Contradicted => "against",
            _ => "quiet",
        };

    private static string Number(double value) =>
        double.IsFinite(value) ? value.ToString("0.####", CultureInfo.InvariantCulture) : FigureFormat.Missing;
}
