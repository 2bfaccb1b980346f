using EvalKit.Core.Reports.Gallery;

namespace EvalKit.Reporting.Charts;

/// <summary>
/// Draws attributions: blue where a place speaks for the class, orange where it speaks against it, the stronger the more
/// opaque, scaled to the largest magnitude. What does not matter is clear, so that the picture follows light and dark.
/// </summary>
internal static class HeatPicture
{
    private const int Steps = 15;

    private static readonly byte[] Palette = [.. Colours((0xD9, 0x5F, 0x0E), Steps), 0, 0, 0, .. Colours((0x1F, 0x78, 0xC8), Steps)];
    private static readonly byte[] Opacities = [.. Enumerable.Range(-Steps, (2 * Steps) + 1).Select(step => (byte)(Math.Abs(step) * 255 / Steps))];

    /// <summary>The picture as an address that holds it.</summary>
    public static string Of(HeatMap map)
    {
        var largest = map.Largest;
        var pixels = new byte[map.Values.Length];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(Steps + (largest > 0 ? (int)Math.Round(map.Values.Span[i] / largest * Steps) : 0));
        return Png.Of(map.Width, map.Height, Palette, Opacities, pixels);
    }

    private static IEnumerable<byte> Colours((byte Red, byte Green, byte Blue) colour, int count) =>
        Enumerable.Repeat<byte[]>([colour.Red, colour.Green, colour.Blue], count).SelectMany(one => one);
}
