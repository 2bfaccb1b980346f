using System.Buffers;

namespace EvalKit.Data.Decoding;

/// <summary>
/// Counts the scans of a JPEG file. A progressive picture is decoded once a scan, and an empty one takes a dozen bytes: a small
/// file of a large picture could keep a decoder busy for hours.
/// </summary>
/// <remarks>ITU-T T.81, section B.1.1.3: within coded data a byte 0xFF is followed by 0, so that a marker is found by its bytes.</remarks>
internal static class JpegScans
{
    /// <summary>Places times scans at most: a hundred scans of the largest picture.</summary>
    public const long MostPixels = 100 * PictureLimit.Pixels;

    private const byte StartOfScan = 0xda;

    /// <summary>Counts the marks of scans.</summary>
    /// <param name="file">The file; read from its beginning.</param>
    public static int Count(Stream file)
    {
        file.Position = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        var (scans, last) = (0, (byte)0);
        for (int read; (read = file.Read(buffer)) > 0;)
        {
            foreach (var value in buffer.AsSpan(0, read))
            {
                if (last == 0xff && value == StartOfScan) scans++;
                last = value;
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return scans;
    }
}
