using System.Globalization;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Data.Decoding;
using EvalKit.Data.Preprocessing;

namespace EvalKit.Data.Readers;

/// <summary>Picture files with labels.</summary>
public sealed class ImageFolderDataset : IDataset
{
    private readonly string _root;
    private readonly string? _masks;
    private readonly ImageListing _listing;
    private readonly Lazy<string> _sha256;

    internal ImageFolderDataset(string root, ImageListing listing, string? masks = null)
    {
        (_root, _masks) = (root, masks);
        _listing = listing;
        _sha256 = new(Hash);
    }

    /// <inheritdoc/>
    public int Count => _listing.Paths.Count;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => _listing.ClassNames;

    /// <inheritdoc/>
    /// <remarks>Over path, label and SHA-256 of every file in the order of the samples. The first call reads all files.</remarks>
    public string Sha256 => _sha256.Value;

    /// <summary>Files in the class folders that were passed over: hidden, or no pictures by their extension.</summary>
    public int IgnoredFiles => _listing.IgnoredFiles;

    /// <inheritdoc/>
    public string Id(int index) => _listing.Paths[index];

    /// <inheritdoc/>
    public int Label(int index) => _listing.Labels[index];

    /// <inheritdoc/>
    public ImageShape StoredShape(int index) => PictureDecoder.ReadShape(WholePath(index));

    /// <inheritdoc/>
    public void Read(int start, ImageView view, Span<float> pictures)
    {
        var length = view.Shape.Length;
        var count = BatchLength.Of(pictures, view.Shape);
        for (var i = 0; i < count; i++)
        {
            var path = WholePath(start + i);
            using var picture = PictureDecoder.Decode(path);
            Framing.Of(picture.Shape, view, path).Apply(picture.Planes, pictures.Slice(i * length, length));
        }
    }

    /// <inheritdoc/>
    public bool ReadMask(int index, ImageView view, Span<bool> mask)
    {
        if (MaskPath(index) is not { } path) return false;
        using var picture = PictureDecoder.Decode(path);
        var stored = StoredShape(index);
        if ((picture.Shape.Height, picture.Shape.Width) != (stored.Height, stored.Width))
            throw new UserException($"{path}: the mask is {picture.Shape.Height}x{picture.Shape.Width}, but its picture {WholePath(index)} is {stored.Height}x{stored.Width}");
        MaskFraming.Read(picture.Shape, picture.Planes, view, path, mask);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Files are open only while they are read.
    }

    private string WholePath(int index) => Path.Combine(_root, _listing.Paths[index]);

    private string? MaskPath(int index) =>
        _masks is not null && Path.Combine(_masks, Path.ChangeExtension(_listing.Paths[index], ".png")) is var path && File.Exists(path) ? path : null;

    private string Hash()
    {
        var lines = new string[Count];
        Parallel.For(0, Count, i => lines[i] = string.Create(
            CultureInfo.InvariantCulture, $"{_listing.Paths[i]}\t{_listing.Labels[i]}\t{DataFile.Sha256(WholePath(i))}{(MaskPath(i) is { } mask ? $"\t{DataFile.Sha256(mask)}" : "")}"));
        return DataFile.Sha256(lines);
    }
}
