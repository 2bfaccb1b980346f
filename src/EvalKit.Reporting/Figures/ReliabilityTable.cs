using System.Globalization;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Calibration;

namespace EvalKit.Reporting.Figures;

/// <summary>The numbers of all reliability diagrams, a row a model and a column a bin.</summary>
/// <param name="Positions">The bins that hold a sample of any model, ascending.</param>
/// <param name="Diagrams">One a model of the report; null where it has no predictions.</param>
internal sealed record ReliabilityTable(IReadOnlyList<int> Positions, IReadOnlyList<ReliabilityDiagram?> Diagrams)
{
    /// <summary>What the table shows.</summary>
    public const string Caption =
        "Accuracy by confidence on clean data, %; beside it the mean confidence of the bin, %, and its number of samples. A model is calibrated where the two agree, and overconfident where its accuracy is lower.";

    /// <summary>The table of a report; null where no model has a diagram.</summary>
    public static ReliabilityTable? Of(Report report) => report.Calibration.Count == 0 ? null : new(
        [.. report.Calibration.SelectMany(diagram => diagram.Bins).Select(bin => bin.Position).Distinct().Order()],
        [.. report.Models.Select(model => report.Calibration.FirstOrDefault(diagram => diagram.Model == model.Name))]);

    /// <summary>A bin's range, such as <c>60 to 67</c>.</summary>
    public static string Heading(int position) => string.Create(
        CultureInfo.InvariantCulture, $"{100.0 * position / ReliabilityDiagram.BinCount:0} to {100.0 * (position + 1) / ReliabilityDiagram.BinCount:0}");

    /// <summary>A model's bin, or null where it holds no sample.</summary>
    public ReliabilityBin? At(int model, int position) => Diagrams[model]?.Bins.FirstOrDefault(bin => bin.Position == position);

    /// <summary>What stands beside a bin's accuracy: <c>at 63.1, n 41</c>.</summary>
    public static string Beside(ReliabilityBin bin) => $"at {FigureFormat.Share.Number(bin.Confidence)}, n {Humanised.Whole(bin.Accuracy.N)}";
}
