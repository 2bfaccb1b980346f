using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Data.Decoding;
using EvalKit.Data.Preprocessing;
using EvalKit.Data.Readers;

namespace EvalKit.Data.Copies;

/// <summary>The pictures of one severity in a file of CIFAR-10-C: [5 n, height, width, channels], n a severity in ascending order.</summary>
internal sealed class ArrayCopy : IDataset
{
    private const int Severities = 5;

    private readonly NpyFile _file;
    private readonly long _start;
    private readonly ImageShape _shape;

    private ArrayCopy(NpyFile file, ImageShape shape, long start, int count) => (_file, _shape, _start, Count) = (file, shape, start, count);

    public int Count { get; }

    public IReadOnlyList<string> ClassNames => [];

    /// <summary>Over the bytes of the pictures and their shape.</summary>
    public string Sha256
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var picture = new byte[_shape.Length];
            for (var index = 0; index < Count; index++)
            {
                _file.Read(_start + ((long)index * picture.Length), picture);
                hash.AppendData(picture);
            }

            return DataFile.Sha256([$"{_shape} {Convert.ToHexStringLower(hash.GetHashAndReset())}"]);
        }
    }

    /// <summary>Opens a severity's part of a file.</summary>
    /// <exception cref="UserException">It is no such file, or its pictures are not those of the clean data.</exception>
    public static ArrayCopy Open(string path, IDataset clean, int samples, int severity)
    {
        CheckOrder(path, clean);
        var file = NpyFile.Open(path);
        try
        {
            if (file.Type != "|u1" || file.Axes is not [var all, var height, var width, (1 or 3) and var channels])
                throw new UserException($"{path}: holds {file.Described}; allowed: unsigned bytes (|u1) [{Severities} n, height, width, 1 or 3]");
            if (all != Severities * (long)clean.Count)
                throw new UserException($"{path}: has {all} pictures, but {Severities} severities of the {clean.Count} clean samples make {Severities * (long)clean.Count}");
            if ((long)height * width > PictureLimit.Pixels) throw new UserException($"{path}: holds {file.Described}, pictures of more than {PictureLimit.Text}");
            var shape = new ImageShape(channels, height, width);
            return new(file, shape, (severity - 1L) * clean.Count * shape.Length, samples);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public string Id(int index) => index.ToString(CultureInfo.InvariantCulture);

    public int Label(int index) => throw new NotSupportedException("The file holds no labels.");

    public ImageShape StoredShape(int index) => _shape;

    public void Read(int start, ImageView view, Span<float> pictures)
    {
        var framing = Framing.Of(_shape, view, _file.FilePath);
        var order = PixelOrder.Upright(_shape.Height, _shape.Width);
        var rented = ArrayPool<byte>.Shared.Rent(2 * _shape.Length);
        var stored = rented.AsSpan(0, _shape.Length);
        var planes = rented.AsSpan(_shape.Length, _shape.Length);
        for (var at = 0; at < pictures.Length; at += view.Shape.Length, start++)
        {
            _file.Read(_start + ((long)start * _shape.Length), stored);
            order.Arrange(stored, _shape.Channels, planes);
            framing.Apply(planes, pictures.Slice(at, view.Shape.Length));
        }

        ArrayPool<byte>.Shared.Return(rented);
    }

    public void Dispose() => _file.Dispose();

    // Such a file names no sample, so that clean data in another order would be taken for it without a word.
    private static void CheckOrder(string path, IDataset clean)
    {
        var beside = Path.Combine(Path.GetDirectoryName(path)!, "labels.npy");
        if (!File.Exists(beside))
        {
            if (clean.Id(clean.Count - 1) == (clean.Count - 1).ToString(CultureInfo.InvariantCulture)) return;
            throw new UserException($"{path}: its pictures go by position, but the clean samples by name ('{clean.Id(0)}'); put the labels.npy that came with it beside it, so that the order can be compared");
        }

        var labels = NpyFile.ReadIntegers(beside);
        var differing = labels.Length < clean.Count ? labels.Length : Enumerable.Range(0, clean.Count).FirstOrDefault(index => labels[index] != clean.Label(index), -1);
        if (differing < 0) return;
        throw new UserException(
            differing == labels.Length
                ? $"{beside}: has {labels.Length} labels, but there are {clean.Count} clean samples"
                : $"{beside}: has label {labels[differing]} at position {differing}, but the clean sample '{clean.Id(differing)}' has {clean.Label(differing)}: the clean data are in another order, or other data");
    }
}
