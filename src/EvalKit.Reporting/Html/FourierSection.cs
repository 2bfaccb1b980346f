using System.Globalization;
using System.Xml.Linq;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Fourier;
using EvalKit.Reporting.Charts;
using EvalKit.Reporting.Figures;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Html;

/// <summary>The Fourier heat map of each model beside its errors by band of frequencies.</summary>
internal static class FourierSection
{
    /// <summary>Makes the section; null where no maps were measured.</summary>
    public static XElement? Of(Report report) => report.Fourier is not { Models.Count: > 0 } maps ? null : Sections.Section(
        "fourier",
        "Sensitivity by frequency",
        Tag("p", Class("lead"), FourierRows.Lead(maps), " Black is 0, white is 1; the frequency 0 is in the middle. Press a map to enlarge it."),
        PlainTable.Of(FourierRows.Caption, ["model", "map", .. FourierRows.Headings], maps.Models.Select(map => (IReadOnlyList<object>)[map.Model, Picture(map), .. FourierRows.Of(map)])));

    private static XElement Picture(FourierErrors map)
    {
        byte[] pixels = [.. map.Errors.Select(error => (byte)Math.Round(255 * Math.Clamp(error, 0, 1)))];
        return Tag(
            "div",
            Class("gallery"),
            Tag(
                "img",
                Class("map"),
                Attribute("src", Png.Of(map.Width, map.Height, 1, pixels)),
                Attribute("alt", string.Create(CultureInfo.InvariantCulture, $"Errors of {map.Model} at {map.Height} × {map.Width} frequencies"))));
    }
}
