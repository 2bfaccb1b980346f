using SkiaSharp;

namespace EvalKit.Data.Drawing;

/// <summary>
/// Colours for signed numbers, from purple (−1) to orange (+1), which people with any of the common colour-vision
/// deficiencies tell apart. Zero has no colour: it lets the background through.
/// </summary>
/// <remarks>The ends of the four-class scheme PuOr of ColorBrewer 2.0 (Harrower and Brewer 2003), found safe for the colour-blind there.</remarks>
internal static class DivergingColours
{
    private static readonly SKColor Negative = new(0x5E, 0x3C, 0x99);
    private static readonly SKColor Positive = new(0xE6, 0x61, 0x01);

    /// <summary>The colour of a number over a background; beyond −1 and 1 it does not change.</summary>
    public static SKColor Over(byte background, float number)
    {
        var end = number < 0 ? Negative : Positive;
        var share = Math.Min(Math.Abs(number), 1f);
        return new(Mix(end.Red), Mix(end.Green), Mix(end.Blue));

        byte Mix(byte level) => (byte)MathF.Round(background + ((level - background) * share));
    }
}
