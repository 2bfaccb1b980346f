using System.Globalization;
using System.Text.Json.Nodes;
using EvalKit.Core.Configuration.Documents;

namespace EvalKit.Core.Configuration.Forms;

/// <summary>A whole number, written in digits.</summary>
/// <param name="type">The type that receives it: int, long or ulong.</param>
/// <param name="minimum">The least value, within the type.</param>
/// <param name="maximum">The largest value, within the type.</param>
internal sealed class IntegerForm(Type type, decimal minimum, decimal maximum) : ValueForm
{
    /// <inheritdoc/>
    public override string Allowed
    {
        get
        {
            var from = minimum == LeastOf(type) && type != typeof(ulong) ? "" : string.Create(CultureInfo.InvariantCulture, $" from {minimum}");
            var to = maximum == LargestOf(type) ? "" : string.Create(CultureInfo.InvariantCulture, $" to {maximum}");
            return $"a whole number{from}{to}";
        }
    }

    /// <summary>The least value of an integer type.</summary>
    public static decimal LeastOf(Type type) => type == typeof(int) ? int.MinValue : type == typeof(long) ? long.MinValue : ulong.MinValue;

    /// <summary>The largest value of an integer type.</summary>
    public static decimal LargestOf(Type type) => type == typeof(int) ? int.MaxValue : type == typeof(long) ? long.MaxValue : ulong.MaxValue;

    /// <inheritdoc/>
    public override object Read(ConfigNode node) =>
        node is ScalarNode { Kind: ScalarKind.Number } scalar
        && decimal.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        && value >= minimum && value <= maximum
            ? Convert.ChangeType(value, type, CultureInfo.InvariantCulture)
            : throw Refuse(node);

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["type"] = "integer", ["minimum"] = minimum, ["maximum"] = maximum };
}
