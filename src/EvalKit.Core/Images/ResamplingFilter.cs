using EvalKit.Core.Data;

namespace EvalKit.Core.Images;

/// <summary>The filters of resampling, in units of source pixels when enlarging.</summary>
/// <remarks>Pillow, src/libImaging/Resample.c.</remarks>
internal static class ResamplingFilter
{
    /// <summary>
    /// Bits after the point of weights in fixed point: 32 less 8 of a level and 2 for filters that overshoot.
    /// </summary>
    public const int FixedPointBits = 32 - 8 - 2;

    public static double Support(Interpolation interpolation) => interpolation switch
    {
        Interpolation.Box => 0.5,
        Interpolation.Bilinear => 1,
        Interpolation.Bicubic => 2,
        Interpolation.Lanczos => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(interpolation)),
    };

    public static double Value(Interpolation interpolation, double x) => interpolation switch
    {
        Interpolation.Box => x is > -0.5 and <= 0.5 ? 1 : 0,
        Interpolation.Bilinear => Math.Max(1 - Math.Abs(x), 0),
        Interpolation.Bicubic => Cubic(Math.Abs(x)),
        _ => x is >= -3 and < 3 ? Sinc(x) * Sinc(x / 3) : 0,
    };

    private static double Cubic(double x) => x switch
    {
        < 1 => (((1.5 * x) - 2.5) * x * x) + 1,
        < 2 => (((((x - 5) * x) + 8) * x) - 4) * -0.5,
        _ => 0,
    };

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
