using System.Globalization;
using System.Xml.Linq;
using EvalKit.Reporting.Html;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting;

/// <summary>Explained pictures as one page that needs no network: of each the picture, the answer, and the map of each method with its figures.</summary>
public static class ExplanationPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="model">The model's file.</param>
    /// <param name="samples">The pictures.</param>
    /// <param name="destination">Receives UTF-8.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public static ValueTask WriteAsync(string model, IReadOnlyList<ExplainedSample> samples, Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(samples);
        XElement[] content =
        [
            Tag("header", Tag("h1", "Why these answers?"), Tag("p", Class("rest"), model)),
            Tag("main", Tag("p", Class("note"), Legend), samples.Select(Section)),
        ];
        return Page.WriteAsync($"{model}: explanations", content, destination, cancellation);
    }

    private const string Legend =
        "Orange counts for what is explained, purple against it; the picture shows through where a pixel does neither. "
        + "Each map has a scale of its own, drawn below it, which ends at the 99th percentile of its magnitudes. "
        + "Figures of one picture are anecdotes: evalkit run measures them over many.";

    private static XElement Section(ExplainedSample sample, int index) => Tag(
        "section",
        Attribute("id", string.Create(CultureInfo.InvariantCulture, $"picture-{index}")),
        Tag("h2", sample.Answer),
        Tag("p", Class("note"), sample.Input),
        Tag("div", Class("panels three"), Figure("input", null, sample.Picture, []), sample.Maps.Select(map => Figure(map.Name, map.Explains, map.Png, map.Figures))));

    private static XElement Figure(string name, string? explains, byte[] png, IReadOnlyList<(string Name, string Value)> figures) => Tag(
        "figure",
        Tag("figcaption", name),
        Tag("img", Class(explains is null ? "map pixels" : "map"), Attribute("alt", explains is null ? "the picture as the model sees it" : $"{name}: what counts for the {explains}"), Attribute("src", $"data:image/png;base64,{Convert.ToBase64String(png)}")),
        explains is null ? null : Tag("p", Class("note"), $"explains the {explains}"),
        figures.Count == 0 ? null : Tag("dl", Class("figures"), figures.Select(figure => Tag("div", Tag("dt", figure.Name), Tag("dd", figure.Value)))));
}

/// <summary>An explained picture.</summary>
/// <param name="Input">What the user named.</param>
/// <param name="Answer">The class explained, with its number.</param>
/// <param name="Picture">The picture as the model sees it, a PNG file.</param>
/// <param name="Maps">The map of each method.</param>
public sealed record ExplainedSample(string Input, string Answer, byte[] Picture, IReadOnlyList<ExplainedMap> Maps);

/// <summary>The map of one method.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Explains">The number that it explains, such as <c>logit</c>.</param>
/// <param name="Png">The map, a PNG file.</param>
/// <param name="Figures">The figures of its quality, each with the better direction in its name.</param>
public sealed record ExplainedMap(string Name, string Explains, byte[] Png, IReadOnlyList<(string Name, string Value)> Figures);
