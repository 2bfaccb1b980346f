using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace EvalKit.Core.Configuration.Forms;

/// <summary>The XML documentation that the compiler wrote beside an assembly, as plain text.</summary>
internal sealed class DocumentationFile
{
    private readonly IReadOnlyDictionary<string, XElement> _members;

    private DocumentationFile(IReadOnlyDictionary<string, XElement> members) => _members = members;

    /// <summary>Reads the documentation beside an assembly; every text is empty where there is none.</summary>
    public static DocumentationFile Beside(Assembly assembly)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml");
        if (!File.Exists(file)) return new DocumentationFile(new Dictionary<string, XElement>());
        var members = XDocument.Load(file, LoadOptions.PreserveWhitespace).Descendants("member");
        return new DocumentationFile(members.ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal));
    }

    /// <summary>The summary of a type, in one paragraph.</summary>
    public string Summary(Type type) => TextOf(Find(type)?.Element("summary"));

    /// <summary>What a record says of a parameter of its primary constructor, in one paragraph.</summary>
    public string Parameter(Type type, string name) =>
        TextOf(Find(type)?.Elements("param").FirstOrDefault(parameter => parameter.Attribute("name")?.Value == name));

    private XElement? Find(Type type) => _members.GetValueOrDefault($"T:{type.FullName!.Replace('+', '.')}");

    private static string TextOf(XElement? element)
    {
        var text = new StringBuilder();
        if (element is not null) Append(element, text);
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static void Append(XElement element, StringBuilder text)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText plain) text.Append(plain.Value);
            if (node is not XElement child) continue;
            if (child.IsEmpty) text.Append(NameIn(child));
            else Append(child, text);
            if (child.Name == "para") text.Append(' ');
        }
    }

    /// <summary>The name that <c>see</c>, <c>paramref</c> and their like point at.</summary>
    private static string NameIn(XElement element)
    {
        if (element.Name == "paramref") return ConfigJson.KeyOf(element.Attribute("name")?.Value ?? "");
        if (element.Attribute("langword") is { } word) return word.Value;
        var target = element.Attribute("cref")?.Value ?? "";
        return target[(target.LastIndexOfAny(['.', ':']) + 1)..];
    }
}
