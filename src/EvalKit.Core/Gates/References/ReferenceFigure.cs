using System.Text.Json.Serialization;
using EvalKit.Core.Metrics;

namespace EvalKit.Core.Gates.References;

/// <summary>One figure of a reference run: a count, or the values of samples that it is the mean of.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Samples">The positions of the samples in the data, as <see cref="SampleRanges"/>; null for a count.</param>
/// <param name="Bits">The values as <see cref="PackedValues"/>, where all are 0 or 1.</param>
/// <param name="Floats">The values as <see cref="PackedValues"/> in single precision, where they are not.</param>
public sealed record ReferenceFigure(double Value, string? Samples, string? Bits, string? Floats)
{
    /// <summary>Why a run cannot be compared with it, or null.</summary>
    [JsonIgnore]
    public string? Mismatch { get; init; }

    /// <summary>What a reader must know of a comparison with it, or null.</summary>
    [JsonIgnore]
    public string? Note { get; init; }

    /// <summary>Packs the values of a figure.</summary>
    /// <param name="value">The figure.</param>
    /// <param name="samples">The values that it is the mean of.</param>
    public static ReferenceFigure Of(double value, SampleValues samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var ranges = SampleRanges.Format(samples.Samples.Span);
        return PackedValues.AreBits(samples.Values.Span)
            ? new(value, ranges, PackedValues.PackBits(samples.Values.Span), null)
            : new(value, ranges, null, PackedValues.PackFloats(samples.Values.Span));
    }

    /// <summary>The values of samples; null for a count.</summary>
    /// <exception cref="FormatException">The text is damaged.</exception>
    public SampleValues? Unpack()
    {
        if (Samples is null) return null;
        var samples = SampleRanges.Parse(Samples, PackedValues.Most(Bits ?? Floats ?? ""));
        return new(samples, (Bits, Floats) switch
        {
            ({ } bits, null) => PackedValues.UnpackBits(bits, samples.Length),
            (null, { } floats) => PackedValues.UnpackFloats(floats, samples.Length),
            _ => throw new FormatException("a figure with samples must have either bits or floats"),
        });
    }
}
