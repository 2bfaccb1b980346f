using System.Numerics.Tensors;
using EvalKit.Core.Memory;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Low light: every value x becomes b · (k + 2 n) / c, clipped to 0 to 1, where k is a Poisson number of mean c · x (c photons
/// are counted for white), n a normal number (the sensor is read with a standard deviation of 2 photons), and b what is left
/// of the brightness. Values are taken as proportional to light, as shot noise does. (c, b) is (200, 0.7), (80, 0.55),
/// (40, 0.4), (20, 0.3), (10, 0.2).
/// </summary>
[Plugin("low-light", Version = 2, Source = "Foi et al. 2008, Practical Poissonian-Gaussian noise modeling and fitting for single-image raw-data, section II; constants ours")]
public sealed record LowLight : IImagePerturbation
{
    private const float ReadNoise = 2;

    private static readonly SeverityScale<(int Photons, float Brightness)> Exposure = new([(200, 0.7f), (80, 0.55f), (40, 0.4f), (20, 0.3f), (10, 0.2f)]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Noise;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var (photons, brightness) = Exposure[context];
        var random = context.CreateRandom();
        using var counts = new PooledBuffer<float>(source.Length);
        PhotonCounts.Fill(source, counts.Span, photons, ref random);
        random.FillGaussian(destination);
        TensorPrimitives.MultiplyAdd(destination, ReadNoise, counts.Span, destination);
        TensorPrimitives.Multiply(destination, brightness / photons, destination);
        TensorPrimitives.Clamp(destination, 0f, 1f, destination);
    }
}
