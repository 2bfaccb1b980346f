namespace EvalKit.Core.Data;

/// <summary>How a picture is resampled. All but nearest are antialiased when they shrink, as Pillow does.</summary>
public enum Interpolation
{
    /// <summary>The nearest pixel.</summary>
    Nearest,

    /// <summary>A triangle filter.</summary>
    Bilinear,

    /// <summary>A cubic filter with a = −0.5.</summary>
    Bicubic,

    /// <summary>A windowed sinc of three lobes.</summary>
    Lanczos,

    /// <summary>The mean over the area of each new pixel.</summary>
    Box,
}
