using System.Numerics.Tensors;
using EvalKit.Core.Reports.Gallery;

namespace EvalKit.Reporting.Charts;

/// <summary>
/// Draws attributions: orange where a place speaks for the class, purple where it speaks against it, the stronger the more
/// opaque, scaled to the largest magnitude. What does not matter is clear, so that the picture follows light and dark.
/// </summary>
/// <remarks>
/// Methods that give a share to every place, such as RISE, have values of one sign far from 0: what tells places apart is then
/// their distance from the least magnitude, which is clear.
/// </remarks>
internal static class HeatPicture
{
    private const int Steps = 15;

    private static readonly byte[] Palette = [.. Colours((0x80, 0x50, 0xC0), Steps), 0, 0, 0, .. Colours((0xE0, 0x7B, 0x00), Steps)];
    private static readonly byte[] Opacities = [.. Enumerable.Range(-Steps, (2 * Steps) + 1).Select(step => (byte)(Math.Abs(step) * 255 / Steps))];

    /// <summary>The picture as an address that holds it.</summary>
    public static string Of(HeatMap map)
    {
        var values = map.Values.Span;
        var (least, most) = (TensorPrimitives.Min(values), TensorPrimitives.Max(values));
        var neutral = least > 0 ? least : most < 0 ? most : 0;
        var reach = Math.Max(most - neutral, neutral - least);
        var pixels = new byte[values.Length];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(Steps + (reach > 0 ? (int)Math.Round((values[i] - neutral) / reach * Steps) : 0));
        return Png.Of(map.Width, map.Height, Palette, Opacities, pixels);
    }

    private static IEnumerable<byte> Colours((byte Red, byte Green, byte Blue) colour, int count) =>
        Enumerable.Repeat<byte[]>([colour.Red, colour.Green, colour.Blue], count).SelectMany(one => one);
}
