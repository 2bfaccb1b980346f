using System.Globalization;
using System.Numerics.Tensors;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Data.Preprocessing;
using EvalKit.Data.Readers;

namespace EvalKit.Data.Decoding;

/// <summary>A single picture of a file, with 8-bit levels as it is stored there.</summary>
public sealed class StoredPicture
{
    private readonly byte[] _planes;

    private StoredPicture(string input, string id, string name, ImageShape shape, byte[] planes) =>
        (Input, Id, Name, Shape, _planes) = (input, id, name, shape, planes);

    /// <summary>What the user named.</summary>
    public string Input { get; }

    /// <summary>
    /// The sample's identity, which keys its random streams: the position in an IDX file, so that it is the sample of a run
    /// over that file, or the name of a picture's file.
    /// </summary>
    public string Id { get; }

    /// <summary>A name for the files made from it: that of its file without extension, with the position in an IDX file.</summary>
    public string Name { get; }

    /// <summary>The shape, with 1 channel for grey and 3 for colour.</summary>
    public ImageShape Shape { get; }

    /// <summary>Reads a picture.</summary>
    /// <param name="input">
    /// A PNG, JPEG, BMP, WebP or GIF file (turned upright by its EXIF orientation), or <c>FILE#N</c>: the picture at position
    /// N, from 0, of a plain or gzip IDX file.
    /// </param>
    /// <exception cref="UserException">The file is missing, does not decode, or has no such picture.</exception>
    public static StoredPicture Load(string input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var mark = input.LastIndexOf('#');
        if (mark > 0 && !File.Exists(input)) return OfIdx(input, input[..mark], input[(mark + 1)..]);
        var path = DataFile.Find("", input);
        try
        {
            using var decoded = PictureDecoder.Decode(path);
            return new(input, Path.GetFileName(path), Path.GetFileNameWithoutExtension(path), decoded.Shape, decoded.Planes.ToArray());
        }
        catch (UserException problem) when (!PictureDecoder.IsPicture(path))
        {
            throw new UserException($"{problem.Message}; a picture of an IDX file is named by its position, such as {input}#0", problem);
        }
    }

    /// <summary>The picture as it is stored: [channels, height, width], values 0 to 1.</summary>
    public float[] Values()
    {
        var picture = new float[Shape.Length];
        TensorPrimitives.ConvertTruncating<byte, float>(_planes, picture);
        TensorPrimitives.Divide(picture, 255f, picture);
        return picture;
    }

    /// <summary>The picture resized and cropped as a model wants it: [channels, height, width], values 0 to 1.</summary>
    /// <param name="view">The geometry.</param>
    /// <exception cref="UserException">The picture does not fit the view; the message has the key to set.</exception>
    public float[] Values(ImageView view)
    {
        var picture = new float[view.Shape.Length];
        Framing.Of(Shape, view, Input).Apply(_planes, picture);
        return picture;
    }

    private static StoredPicture OfIdx(string input, string file, string position)
    {
        using var images = IdxFile.Open(DataFile.Find("", file));
        var layout = IdxLayout.Of(images);
        if (!int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= layout.Count)
            throw new UserException($"{input}: no picture '{position}'; {file} has the pictures #0 to #{layout.Count - 1}");
        var stored = new byte[layout.Shape.Length];
        images.Read((long)index * stored.Length, stored);
        var planes = stored;
        if (layout.ChannelsLast)
        {
            planes = new byte[stored.Length];
            PixelOrder.Upright(layout.Shape.Height, layout.Shape.Width).Arrange(stored, layout.Shape.Channels, planes);
        }

        var id = index.ToString(CultureInfo.InvariantCulture);
        return new(input, id, $"{Path.GetFileNameWithoutExtension(file)}-{id}", layout.Shape, planes);
    }
}
