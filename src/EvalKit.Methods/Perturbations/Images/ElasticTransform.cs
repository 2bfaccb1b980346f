using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Elastic transform: the picture is distorted by a random affine map, then every pixel taken from a place displaced by
/// smoothed uniform noise, both with linear interpolation between pixels and the picture mirrored beyond its edges. The
/// amount and the smoothing of the noise and the reach of the affine map's three points are (2, 0.7, 0.1),
/// (2, 0.08, 0.2), (0.05, 0.01, 0.02), (0.07, 0.01, 0.02), (0.12, 0.01, 0.02) in ImageNet-C, times 244/224 of the shorter
/// side, and (0, 0, 0.08), (0.05, 0.2, 0.07), (0.08, 0.06, 0.06), (0.1, 0.04, 0.05), (0.1, 0.03, 0.03) in CIFAR-C, times
/// the shorter side. (The originals are written for 224 and 32 pixels.)
/// </summary>
/// <param name="Variant">
/// <c>original</c>, or <c>imagecorruptions</c>, which has no affine map and displaces by up to 0.5 % of the height times
/// 12.5, 16.25, 21.25, 25, 30, smoothed by 1 % of either side, whatever the set of constants.
/// </param>
[Plugin("elastic-transform", Version = 2, Source = "Hendrycks and Dietterich 2019; hendrycks/robustness, corruptions.py and make_cifar_c.py; bethgelab/imagecorruptions 1.1.2")]
public sealed record ElasticTransform(ElasticVariant Variant = ElasticVariant.Original) : IImagePerturbation
{
    private static readonly SeverityScale<(double Amount, double Smoothing, double Affine)> Original = new(
        imageNetC:
        [
            (2 * Side, 0.7 * Side, 0.1 * Side), (2 * Side, 0.08 * Side, 0.2 * Side), (0.05 * Side, 0.01 * Side, 0.02 * Side),
            (0.07 * Side, 0.01 * Side, 0.02 * Side), (0.12 * Side, 0.01 * Side, 0.02 * Side),
        ],
        cifarC: [(0, 0, 0.08), (0.05, 0.2, 0.07), (0.08, 0.06, 0.06), (0.1, 0.04, 0.05), (0.1, 0.03, 0.03)]);

    private static readonly SeverityScale<double> Imagecorruptions = new(
        imageNetC: [12.5, 16.25, 21.25, 25, 30],
        cifarC: [12.5, 16.25, 21.25, 25, 30]);

    // The original says 244 for 224.
    private const double Side = 244.0 / 224;

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Digital;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var shape = context.Shape;
        var random = context.CreateRandom();
        if (Variant == ElasticVariant.Imagecorruptions)
        {
            var amount = 0.005 * shape.Height * Imagecorruptions[context];
            Displace(source, destination, shape, amount, (0.01 * shape.Height, 0.01 * shape.Width), ref random);
            return;
        }

        var side = Math.Min(shape.Height, shape.Width);
        var constants = Original[context];
        using var buffer = new PooledBuffer<float>(shape.Length);
        DistortAffinely(source, buffer.Span, shape, constants.Affine * side, ref random);
        var smoothing = constants.Smoothing * side;
        Displace(buffer.Span, destination, shape, constants.Amount * side, (smoothing, smoothing), ref random);
    }

    // Three points around the middle are moved by up to the reach; the picture follows.
    private static void DistortAffinely(ReadOnlySpan<float> source, Span<float> destination, ImageShape shape, double reach, ref RandomStream random)
    {
        var (_, height, width) = shape;
        var third = Math.Min(height, width) / 3;
        if (third == 0)
        {
            source.CopyTo(destination);
            return;
        }

        var (centreX, centreY) = (width / 2, height / 2);
        ReadOnlySpan<(double X, double Y)> before =
        [
            (centreX + third, centreY + third), (centreX + third, centreY - third), (centreX - third, centreY - third),
        ];
        Span<(double X, double Y)> after = stackalloc (double X, double Y)[3];
        for (var i = 0; i < 3; i++)
            after[i] = (before[i].X + (reach * ((2 * random.NextDouble()) - 1)), before[i].Y + (reach * ((2 * random.NextDouble()) - 1)));

        // Pixels of the result are looked up in the source, so the map wanted is that from the moved points to the first.
        SamplingGrid.Warp(source, destination, shape, AffineMap.Between(after, before));
    }

    private static void Displace(
        ReadOnlySpan<float> source,
        Span<float> destination,
        ImageShape shape,
        double amount,
        (double Rows, double Columns) smoothing,
        ref RandomStream random)
    {
        if (amount == 0)
        {
            source.CopyTo(destination);
            return;
        }

        using var noise = new PooledBuffer<float>(shape.Pixels);
        using var places = new SamplingGrid(shape);
        foreach (var isRow in (ReadOnlySpan<bool>)[false, true])
        {
            random.FillUniform(noise.Span);
            foreach (ref var value in noise.Span) value = (2 * value) - 1;
            var field = isRow ? places.Rows : places.Columns;
            GaussianFilter.Blur(noise.Span, field, shape.Height, shape.Width, smoothing, truncation: 3, Border.Reflect);
            for (var i = 0; i < field.Length; i++)
                field[i] = (field[i] * (float)amount) + (isRow ? i / shape.Width : i % shape.Width);
        }

        places.Sample(source, destination, Border.Reflect);
    }
}
