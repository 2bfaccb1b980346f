using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EvalKit.Core.Configuration.Documents;

/// <summary>A single value: a number, a boolean, text, or nothing.</summary>
/// <param name="Place">Where it was written.</param>
/// <param name="Path">Its address from the root.</param>
/// <param name="Text">Its characters, without quotes.</param>
/// <param name="IsQuoted">Whether it stands in quotes or in a block, and so is text whatever it looks like.</param>
internal sealed partial record ScalarNode(SourcePlace Place, string Path, string Text, bool IsQuoted) : ConfigNode(Place, Path)
{
    /// <summary>What the value is by the core schema of YAML 1.2.</summary>
    public ScalarKind Kind => Text switch
    {
        _ when IsQuoted => ScalarKind.Text,
        "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Nothing,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Boolean,
        _ when NumberPattern.IsMatch(Text) => ScalarKind.Number,
        _ => ScalarKind.Text,
    };

    /// <inheritdoc/>
    public override string Described => Kind switch
    {
        ScalarKind.Nothing => "nothing",
        ScalarKind.Text => $"the text '{Text}'",
        _ => Text,
    };

    [GeneratedRegex(@"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$")]
    private static partial Regex NumberPattern { get; }

    /// <inheritdoc/>
    public override JsonNode? ToJson() => Kind switch
    {
        ScalarKind.Nothing => null,
        ScalarKind.Boolean => JsonValue.Create(Text[0] is 't' or 'T'),
        ScalarKind.Number when decimal.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        ScalarKind.Number when double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(Text),
    };
}

/// <summary>What a single value is.</summary>
internal enum ScalarKind
{
    /// <summary>Nothing is written, or <c>null</c>.</summary>
    Nothing,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Anything else.</summary>
    Text,
}
