using System.Globalization;

namespace EvalKit.Core.Configuration;

/// <summary>An amount of memory.</summary>
/// <param name="Bytes">The number of bytes.</param>
public readonly record struct ByteSize(long Bytes)
{
    private static readonly (string Unit, long Bytes)[] Decimal = [("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)];

    /// <summary>In powers of 1,000, such as <c>4 GB</c> or <c>1.5 GB</c>.</summary>
    public override string ToString()
    {
        var bytes = Bytes;
        return Decimal.FirstOrDefault(unit => bytes >= unit.Bytes) is { Unit: { } name, Bytes: var size }
            ? string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / size:0.##} {name}")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes} B");
    }
}
