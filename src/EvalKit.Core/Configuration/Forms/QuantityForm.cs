using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EvalKit.Core.Configuration.Documents;

namespace EvalKit.Core.Configuration.Forms;

/// <summary>A number with a unit, such as <c>10 min</c> or <c>4 GB</c>.</summary>
/// <param name="units">The units and how much of the smallest each is.</param>
/// <param name="least">The least amount, in the smallest unit.</param>
/// <param name="make">Makes the value from an amount in the smallest unit.</param>
/// <param name="allowed">The allowed values in words.</param>
internal sealed class QuantityForm(IReadOnlyList<(string Name, double Size)> units, double least, Func<double, object> make, string allowed) : ValueForm
{
    private const double Most = 1e15;

    private readonly string _pattern = $"^([0-9]+(?:\\.[0-9]+)?) ?({string.Join('|', units.Select(unit => unit.Name))})$";

    /// <summary>A time.</summary>
    public static QuantityForm Time { get; } = new(
        [("s", 1), ("min", 60), ("h", 3600)], 1, seconds => TimeSpan.FromSeconds(seconds), "a time such as 30 s, 10 min or 2 h, from 1 s");

    /// <summary>An amount of memory.</summary>
    public static QuantityForm Memory { get; } = new(
        [("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40)],
        1,
        bytes => new ByteSize((long)bytes),
        "an amount such as 500 MB, 4 GB or 4 GiB");

    /// <inheritdoc/>
    public override string Allowed => allowed;

    /// <inheritdoc/>
    public override object Read(ConfigNode node)
    {
        if (node is not ScalarNode { Kind: ScalarKind.Text } scalar || Regex.Match(scalar.Text, _pattern) is not { Success: true } match)
            throw Refuse(node, node is ScalarNode { Kind: ScalarKind.Number } ? " without a unit" : "");
        var amount = double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * units.First(unit => unit.Name == match.Groups[2].Value).Size;
        return amount >= least && amount <= Most ? make(amount) : throw Refuse(node);
    }

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = _pattern };
}
