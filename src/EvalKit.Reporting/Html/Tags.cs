using System.Xml;
using System.Xml.Linq;

namespace EvalKit.Reporting.Html;

/// <summary>Builds elements that are well-formed as XML and mean the same to a browser; every text is escaped.</summary>
internal static class Tags
{
    private static readonly HashSet<string> Void = ["br", "col", "hr", "img", "meta", "wbr"];
    private static readonly HashSet<string> Blocks =
        ["body", "details", "dl", "figure", "figcaption", "head", "header", "li", "main", "nav", "p", "script", "section", "style", "svg", "table", "tbody", "thead", "tr", "ul"];

    /// <summary>An element with attributes, texts and elements as its content; null content is left out.</summary>
    public static XElement Tag(string name, params object?[] content)
    {
        var element = new XElement(name);
        // A browser would take <td/> for a start tag; an empty text makes the serialiser write the end tag too.
        if (!Void.Contains(name))
            element.Add(Blocks.Contains(name) ? "\n" : "");
        foreach (var item in content)
            element.Add(item is string text ? Text(text) : item);
        return element;
    }

    /// <summary>An attribute; null where its value is, so that it is left out.</summary>
    public static XAttribute? Attribute(string name, string? value) => value is null ? null : new(name, Text(value));

    /// <summary>The class attribute; null where there is no class.</summary>
    public static XAttribute? Class(string? value) => Attribute("class", string.IsNullOrEmpty(value) ? null : value);

    /// <summary>A text without the characters that XML cannot carry, such as an escape in a file's name: they are shown as replaced.</summary>
    public static string Text(string text) =>
        text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.EnumerateRunes().Select(rune => IsXml(rune) ? rune.ToString() : "\uFFFD"));

    private static bool IsXml(System.Text.Rune rune) => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value);
}
