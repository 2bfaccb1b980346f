namespace EvalKit.Core.Reports.Fourier;

/// <summary>
/// The errors of a model under noise of one frequency, for a grid of frequencies. Yin et al. 2019, A Fourier perspective on
/// model robustness in computer vision, section 3.
/// </summary>
/// <param name="Model">The model's name.</param>
/// <param name="Height">Frequencies down, odd; the frequency 0 in the middle.</param>
/// <param name="Width">Frequencies across, odd.</param>
/// <param name="Errors">[height, width], the share of errors at each frequency, 0 to 1; lower is better.</param>
/// <param name="Clean">The share of errors on clean pictures.</param>
/// <param name="Bands">The mean over low, middle and high frequencies; null where the grid has none of a band.</param>
public sealed record FourierErrors(string Model, int Height, int Width, float[] Errors, double Clean, IReadOnlyList<double?> Bands);
