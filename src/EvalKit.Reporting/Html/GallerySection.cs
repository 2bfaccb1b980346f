using System.Xml.Linq;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Gallery;
using EvalKit.Reporting.Charts;
using EvalKit.Reporting.Figures;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Html;

/// <summary>Heat maps of attributions: a row a sample, a column a model, a table a method.</summary>
internal static class GallerySection
{
    /// <summary>Makes the section; null where nothing was explained.</summary>
    public static XElement? Of(Report report) => report.Gallery is not { Samples.Count: > 0 } gallery ? null : Sections.Section(
        "explanations",
        "Where the models look",
        Tag(
            "p",
            Class("lead"),
            "A few samples that all models know, that part them, and that none knows. ",
            Tag("span", Class("key speaks"), "orange"),
            " speaks for the class explained, ",
            Tag("span", Class("key denies"), "purple"),
            " against it, each map scaled to its own largest value; where all values have one sign, their least is clear. A model that is wrong has a red frame. Press a heat map to enlarge it."),
        gallery.Methods.Select((method, index) => Tag(
            "details", index == 0 ? Attribute("open", "open") : null, Tag("summary", method), Table(gallery, method))),
        gallery.Samples.All(sample => sample.Picture is null)
            ? Tag("p", Class("note"), "The pictures themselves are not in the run's folder: a run on one machine keeps small ones.")
            : null);

    private static XElement Table(AttributionGallery gallery, string method) => Tag(
        "div",
        Class("scroll"),
        Attribute("tabindex", "0"),
        Attribute("role", "region"),
        Attribute("aria-label", $"Attributions by {method}"),
        Tag(
            "table",
            Class("gallery"),
            Tag("caption", Tag("span", $"Attributions by {method}.")),
            Tag("thead", Tag("tr", Tag("th", Attribute("scope", "col"), "sample"), gallery.Models.Select(model => Tag("th", Attribute("scope", "col"), model)))),
            Tag("tbody", gallery.Samples.Select(sample => Tag(
                "tr",
                Tag("th", Attribute("scope", "row"), Picture(sample), Tag("b", GalleryWords.Class(gallery, sample.Label)), Tag("span", Class("beside"), GalleryWords.Of(sample.Reason))),
                gallery.Models.Select(model => Cell(gallery, sample, sample.Attributions.FirstOrDefault(one => one.Model == model && one.Method == method))))))));

    private static XElement? Picture(GallerySample sample) => sample.Picture is not { } picture ? null : Tag(
        "img",
        Attribute("src", Png.Of(picture.Shape.Width, picture.Shape.Height, picture.Shape.Channels, picture.Pixels)),
        Attribute("alt", $"Sample {sample.Id}"));

    private static XElement Cell(AttributionGallery gallery, GallerySample sample, GalleryAttribution? one) => one is null ? Tag("td", Class("gap"), FigureFormat.Missing) : Tag(
        "td",
        Class(one.Predicted == sample.Label ? null : "wrong"),
        Tag(
            "img",
            Class("map"),
            Attribute("src", HeatPicture.Of(one.Map)),
            Attribute("alt", $"{one.Method} of {one.Model} on sample {sample.Id}, {GalleryWords.Class(gallery, sample.Label)}: predicts {GalleryWords.Class(gallery, one.Predicted)}, explained {GalleryWords.Class(gallery, one.Target)}, largest magnitude {FigureFormat.Plain.Number(one.Map.Largest)}")),
        Tag("span", Class("beside"), one.Predicted == sample.Label ? "right" : $"says {GalleryWords.Class(gallery, one.Predicted)}"));
}
