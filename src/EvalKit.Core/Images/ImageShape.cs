namespace EvalKit.Core.Images;

/// <summary>
/// The shape of a picture. Everywhere between decoding and a model's input a picture is planar, [channels, height, width]
/// in row-major order, RGB or grey, with values from 0 (black) to 1 (white); a batch is pictures one after the other.
/// </summary>
/// <param name="Channels">1 for grey, 3 for RGB.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>The places of a channel at most (100 megapixels), so that a damaged or hostile file cannot ask for all memory.</summary>
    public const int MostPixels = 100_000_000;

    /// <summary>Places in one channel: height × width.</summary>
    public int Pixels => Height * Width;

    /// <summary>Numbers in one picture: channels × height × width.</summary>
    public int Length => Channels * Height * Width;

    /// <inheritdoc/>
    public override string ToString() => $"{Channels}x{Height}x{Width}";
}
