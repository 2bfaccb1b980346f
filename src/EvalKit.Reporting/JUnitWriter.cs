using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Gates;

namespace EvalKit.Reporting;

/// <summary>
/// The gates as JUnit XML: a suite a model, a test case a gate. A gate that fails is a failure, and so is one that is
/// inconclusive, of the type <c>inconclusive</c>, since "not significant" is never a pass; a unit that failed is an error.
/// </summary>
[Plugin("junit", Source = "The JUnit 10 schema of the Jenkins xUnit plug-in")]
public sealed record JUnitWriter : IGateReportWriter
{
    private const string Gates = "gates";

    /// <inheritdoc/>
    public string FileExtension => ".xml";

    /// <inheritdoc/>
    public async ValueTask WriteAsync(Report report, Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(destination);
        var models = report.Gates.Select(gate => gate.Model).Concat(report.Failures.Select(failure => failure.Model)).Distinct().Select(model => Suite(report, model));
        var document = new XDocument(new XElement(
            "testsuites", new XAttribute("name", Clean(report.Name)), Counts(report.Gates, report.Failures.Count), models));
        var settings = new XmlWriterSettings { Async = true, Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
        await using var xml = XmlWriter.Create(destination, settings);
        await document.SaveAsync(xml, cancellation).ConfigureAwait(false);
    }

    private static XElement Suite(Report report, string model)
    {
        GateResult[] gates = [.. report.Gates.Where(gate => gate.Model == model)];
        Failure[] failures = [.. report.Failures.Where(failure => failure.Model == model)];
        return new(
            "testsuite",
            new XAttribute("name", Clean(model)),
            Counts(gates, failures.Length),
            gates.Select(gate => Case(gate.Id, model, gate.Outcome == GateOutcome.Pass ? null : Problem("failure", GateWords.Of(gate.Outcome), gate.Reason))),
            failures.Select(failure => Case(failure.Unit, model, Problem("error", failure.Retryable ? "retryable" : "permanent", failure.Message))));
    }

    private static XAttribute[] Counts(IReadOnlyCollection<GateResult> gates, int errors) =>
    [
        new("tests", (gates.Count + errors).ToString(CultureInfo.InvariantCulture)),
        new("failures", gates.Count(gate => gate.Outcome != GateOutcome.Pass).ToString(CultureInfo.InvariantCulture)),
        new("errors", errors.ToString(CultureInfo.InvariantCulture)),
    ];

    private static XElement Case(string name, string model, XElement? problem) =>
        new("testcase", new XAttribute("name", Clean(name)), new XAttribute("classname", $"{Gates}.{Clean(model)}"), problem);

    private static XElement Problem(string kind, string type, string message) =>
        new(kind, new XAttribute("type", type), new XAttribute("message", Clean(message)), Clean(message));

    // XML 1.0 has no place for control characters, which a runtime's message may hold.
    private static string Clean(string text) => string.Concat(text.Select(symbol => XmlConvert.IsXmlChar(symbol) || char.IsSurrogate(symbol) ? symbol : '�'));
}
