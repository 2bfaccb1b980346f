using System.IO.Compression;

namespace EvalKit.Onnx.Tests.Fixtures;

/// <summary>The test set of Fashion-MNIST, read here in the plainest way.</summary>
internal sealed class FashionData
{
    /// <summary>The number of pictures.</summary>
    public const int Count = 10000;

    /// <summary>The numbers in a picture.</summary>
    public const int Length = 28 * 28;

    /// <summary>All pictures, values 0 to 1.</summary>
    public float[] Pictures { get; } = [.. Read("t10k-images-idx3-ubyte.gz", 16).Select(pixel => pixel / 255f)];

    /// <summary>The classes.</summary>
    public byte[] Labels { get; } = Read("t10k-labels-idx1-ubyte.gz", 8);

    private static byte[] Read(string name, int header)
    {
        using var gzip = new GZipStream(File.OpenRead(Repository.Path($"eval-configs/data/fashion/{name}")), CompressionMode.Decompress);
        using var content = new MemoryStream();
        gzip.CopyTo(content);
        return content.ToArray()[header..];
    }
}
