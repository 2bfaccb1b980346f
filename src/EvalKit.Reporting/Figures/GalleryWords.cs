using System.Globalization;
using EvalKit.Core.Reports.Gallery;

namespace EvalKit.Reporting.Figures;

/// <summary>What a gallery shows, in words and as rows of a table.</summary>
internal static class GalleryWords
{
    /// <summary>Why a sample is shown.</summary>
    public static string Of(GalleryReason reason) => reason switch
    {
        GalleryReason.EveryModelRight => "every model is right",
        GalleryReason.NoModelRight => "no model is right",
        _ => "the models disagree",
    };

    /// <summary>A class by its name, or its number where the gallery has no names.</summary>
    public static string Class(AttributionGallery gallery, int label) =>
        label >= 0 && label < gallery.Classes.Count ? gallery.Classes[label] : string.Create(CultureInfo.InvariantCulture, $"class {label}");

    /// <summary>A row a sample: its identity, its class, why it is shown, and what the models predict.</summary>
    public static IEnumerable<string[]> Rows(AttributionGallery gallery) => gallery.Samples.Select(sample => new[]
    {
        sample.Id,
        Class(gallery, sample.Label),
        Of(sample.Reason),
        string.Join("; ", sample.Attributions.DistinctBy(one => one.Model).GroupBy(one => one.Predicted).OrderBy(group => group.Key == sample.Label ? 0 : 1).ThenBy(group => group.Key)
            .Select(group => $"{Class(gallery, group.Key)}: {string.Join(", ", group.Select(one => one.Model))}")),
    });
}
