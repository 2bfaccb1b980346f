namespace EvalKit.Methods.Tests.Perturbations.Images;

/// <summary>
/// Peak signal-to-noise ratio in dB between a clean picture of 8-bit levels and a perturbed one, over all values of all
/// channels. The perturbed values are cut down to whole levels first, as imagecorruptions and the published data sets
/// store them (np.uint8); it matters where a change is small or has one sign: 0.2 dB for brightness.
/// </summary>
internal static class Psnr
{
    public static double Of(ReadOnlySpan<float> clean, ReadOnlySpan<float> perturbed)
    {
        var sum = 0.0;
        for (var i = 0; i < clean.Length; i++)
        {
            var difference = Math.Round(clean[i] * 255.0) - LevelOf(perturbed[i]);
            sum += difference * difference;
        }

        return 10 * Math.Log10(255 * 255 / (sum / clean.Length));
    }

    // A level divided by 255 and multiplied again may fall short of itself by a rounding error.
    public static double LevelOf(float value) => Math.Floor((value * 255.0) + 1e-3);
}
