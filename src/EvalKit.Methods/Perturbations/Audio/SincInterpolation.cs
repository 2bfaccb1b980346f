namespace EvalKit.Methods.Perturbations.Audio;

/// <summary>Values between those of a series, by a sinc function under a Hann window of 32 values.</summary>
internal static class SincInterpolation
{
    private const int HalfWidth = 16;

    /// <summary>The value at a place.</summary>
    /// <param name="series">The series; outside it is 0.</param>
    /// <param name="place">From 0 to the length less 1.</param>
    /// <param name="cutOff">The share of the frequencies that is kept, up to 1, so that a faster series has none it cannot hold.</param>
    public static float At(ReadOnlySpan<float> series, double place, double cutOff)
    {
        var centre = (int)Math.Floor(place);
        var (sum, weights) = (0.0, 0.0);
        for (var i = centre - HalfWidth + 1; i <= centre + HalfWidth; i++)
        {
            var distance = place - i;
            var weight = Sinc(cutOff * distance) * (0.5 + (0.5 * Math.Cos(Math.PI * distance / HalfWidth)));
            weights += weight;
            if ((uint)i < (uint)series.Length) sum += weight * series[i];
        }

        return (float)(sum / weights);
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-9 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
