using System.Globalization;
using EvalKit.Core.Reports.Fourier;

namespace EvalKit.Reporting.Figures;

/// <summary>Fourier heat maps in words and numbers.</summary>
internal static class FourierRows
{
    public const string Caption = "Errors under noise of one frequency, mean over bands of frequencies.";

    public static IReadOnlyList<string> Headings { get; } = ["clean, %", "low, %", "middle, %", "high, %"];

    public static string Lead(FourierMaps maps) => string.Create(
        CultureInfo.InvariantCulture,
        $"The share of errors under noise of a single spatial frequency (Yin et al. 2019), over {Humanised.Whole(maps.Samples)} pictures at severity {maps.Severity}.");

    public static IReadOnlyList<string> Of(FourierErrors map) =>
        [FigureFormat.Share.Number(map.Clean), .. map.Bands.Select(band => band is { } share ? FigureFormat.Share.Number(share) : FigureFormat.Missing)];
}
