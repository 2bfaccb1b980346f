using EvalKit.Core.Images;

namespace EvalKit.Core.Reports.Gallery;

/// <summary>A small picture of a sample, so that a report can show what was explained without the data.</summary>
/// <param name="Sample">The sample's position in the data.</param>
/// <param name="Shape">Its shape, at most <see cref="HeatMap.MostSide"/> a side.</param>
/// <param name="Pixels">[height, width, channels], from 0 to 255.</param>
public sealed record Thumbnail(int Sample, ImageShape Shape, byte[] Pixels)
{
    /// <summary>Reduces a picture.</summary>
    /// <param name="sample">The sample's position in the data.</param>
    /// <param name="picture">[channels, height, width], values 0 to 1.</param>
    /// <param name="shape">The picture's shape.</param>
    public static Thumbnail Of(int sample, ReadOnlySpan<float> picture, ImageShape shape)
    {
        var (rows, columns) = HeatMap.Reduced(shape.Height, shape.Width);
        var pixels = new byte[rows * columns * shape.Channels];
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var means = HeatMap.Means(picture.Slice(channel * shape.Pixels, shape.Pixels), shape.Height, shape.Width, rows, columns);
            for (var i = 0; i < means.Length; i++) pixels[(i * shape.Channels) + channel] = (byte)Math.Round(Math.Clamp(means[i], 0, 1) * 255);
        }

        return new(sample, new ImageShape(shape.Channels, rows, columns), pixels);
    }
}
