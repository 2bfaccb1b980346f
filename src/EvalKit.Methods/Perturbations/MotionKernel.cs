namespace EvalKit.Methods.Perturbations;

/// <summary>
/// The kernel of ImageMagick's motion blur (MotionBlurImage): one half of a Gaussian along a line, each term at the nearest
/// pixel.
/// </summary>
internal static class MotionKernel
{
    /// <summary>The number of terms.</summary>
    /// <param name="radius">The radius in pixels.</param>
    public static int Length(int radius) => (2 * radius) + 1;

    /// <summary>Fills in the terms; their weights add up to 1.</summary>
    /// <param name="taps">As many as <see cref="Length"/> says.</param>
    /// <param name="deviation">The Gaussian's standard deviation in pixels.</param>
    /// <param name="degrees">The line's angle, clockwise from the right.</param>
    public static void Fill(Span<Tap> taps, double deviation, double degrees)
    {
        var sum = 0.0;
        for (var i = 0; i < taps.Length; i++) sum += Weight(i, deviation);
        var (sine, cosine) = Math.SinCos(double.DegreesToRadians(degrees));
        for (var i = 0; i < taps.Length; i++)
        {
            taps[i] = new Tap(
                Row: (int)Math.Ceiling((i * sine) - 0.5),
                Column: (int)Math.Ceiling((i * cosine) - 0.5),
                Weight: (float)(Weight(i, deviation) / sum));
        }
    }

    private static double Weight(int i, double deviation) => Math.Exp(-i * i / (2 * deviation * deviation));
}
