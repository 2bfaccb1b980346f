using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Nodes;
using EvalKit.Core.Configuration.Documents;

namespace EvalKit.Core.Configuration.Forms;

/// <summary>A finite number, read by the invariant culture.</summary>
/// <param name="type">The type that receives it: float or double.</param>
/// <param name="range">Its range, or null; a bound of ±<see cref="double.MaxValue"/> or infinity is none.</param>
internal sealed class NumberForm(Type type, RangeAttribute? range) : ValueForm
{
    private readonly double _minimum = Bound(range?.Minimum, double.NegativeInfinity);
    private readonly double _maximum = Bound(range?.Maximum, double.PositiveInfinity);
    private readonly bool _isAbove = range?.MinimumIsExclusive ?? false;
    private readonly bool _isBelow = range?.MaximumIsExclusive ?? false;

    /// <inheritdoc/>
    public override string Allowed
    {
        get
        {
            var from = double.IsFinite(_minimum) ? string.Create(CultureInfo.InvariantCulture, $" {(_isAbove ? "above" : "from")} {_minimum}") : "";
            var to = double.IsFinite(_maximum) ? string.Create(CultureInfo.InvariantCulture, $" {(_isBelow ? "to below" : "to")} {_maximum}") : "";
            return $"a number{from}{to}";
        }
    }

    /// <inheritdoc/>
    public override object Read(ConfigNode node)
    {
        if (node is not ScalarNode { Kind: ScalarKind.Number } scalar
            || !double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || !double.IsFinite(type == typeof(float) ? (float)value : value)
            || value < _minimum || (_isAbove && value == _minimum)
            || value > _maximum || (_isBelow && value == _maximum)) throw Refuse(node);
        return Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "number" };
        if (double.IsFinite(_minimum)) schema[_isAbove ? "exclusiveMinimum" : "minimum"] = _minimum;
        if (double.IsFinite(_maximum)) schema[_isBelow ? "exclusiveMaximum" : "maximum"] = _maximum;
        return schema;
    }

    private static double Bound(object? bound, double none)
    {
        var value = bound is null ? none : Convert.ToDouble(bound, CultureInfo.InvariantCulture);
        return Math.Abs(value) is double.MaxValue or float.MaxValue ? none : value;
    }
}
