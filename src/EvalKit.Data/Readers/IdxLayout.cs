using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Data.Decoding;

namespace EvalKit.Data.Readers;

/// <summary>How pictures lie in an IDX file.</summary>
/// <param name="Count">The number of pictures, at least 1.</param>
/// <param name="Shape">The shape of each.</param>
/// <param name="ChannelsLast">Whether a picture is stored as [height, width, channels].</param>
internal sealed record IdxLayout(int Count, ImageShape Shape, bool ChannelsLast)
{
    /// <summary>Reads the layout off the axes.</summary>
    /// <exception cref="UserException">They are not those of pictures.</exception>
    public static IdxLayout Of(IdxFile images)
    {
        var axes = images.Header.Axes;
        if (images.Header.Type != 0x08)
            throw new UserException($"{images.FilePath}: holds numbers of type 0x{images.Header.Type:X2}; pictures are unsigned bytes, 0x08");
        var layout = axes switch
        {
            [var n, var h, var w] => new IdxLayout(n, new(1, h, w), false),
            [_, 1 or 3, _, 1 or 3] => throw Bad("could be [n, height, width, channels] or [n, channels, height, width]"),
            [var n, var h, var w, (1 or 3) and var c] => new(n, new(c, h, w), true),
            [var n, (1 or 3) and var c, var h, var w] => new(n, new(c, h, w), false),
            _ => throw Bad("are not [n, height, width], or with 1 or 3 channels last or after n"),
        };
        if (axes.Contains(0)) throw Bad("leave no pictures");
        return (long)layout.Shape.Height * layout.Shape.Width <= PictureLimit.Pixels
            ? layout
            : throw Bad($"make pictures of more than {PictureLimit.Text}");

        UserException Bad(string what) => new($"{images.FilePath}: its axes [{string.Join(", ", axes)}] {what}");
    }
}
