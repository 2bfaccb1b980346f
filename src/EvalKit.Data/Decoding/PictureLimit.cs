using EvalKit.Core.Images;

namespace EvalKit.Data.Decoding;

/// <summary>The largest picture that is read, so that a damaged or hostile file cannot ask for all memory.</summary>
internal static class PictureLimit
{
    /// <summary>Places in one channel.</summary>
    public const long Pixels = ImageShape.MostPixels;

    /// <summary>The limit in words.</summary>
    public const string Text = "100 megapixels, the limit";
}
