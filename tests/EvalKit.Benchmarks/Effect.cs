namespace EvalKit.Benchmarks;

/// <summary>What a perturbation does to a picture, both as 8-bit levels.</summary>
/// <param name="Psnr">Peak signal-to-noise ratio to the clean picture, in dB.</param>
/// <param name="MeanShift">By how many levels the mean over all values rises.</param>
/// <param name="ContrastRatio">The standard deviation over all values, divided by the clean picture's.</param>
internal readonly record struct Effect(double Psnr, double MeanShift, double ContrastRatio)
{
    public static Effect Mean(IReadOnlyCollection<Effect> effects) => new(
        effects.Average(effect => effect.Psnr),
        effects.Average(effect => effect.MeanShift),
        effects.Average(effect => effect.ContrastRatio));
}
