using System.ComponentModel.DataAnnotations;
using System.Numerics;
using System.Numerics.Tensors;
using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Attributions;

/// <summary>
/// RISE: the mean score over random masks that keep the pixel. With masks Mᵢ, S = Σᵢ f(x ⊙ Mᵢ) Mᵢ / (n p), where ⊙ fades an
/// absent pixel to the baseline. The standard error of a pixel is that of this mean over the n masks.
/// </summary>
/// <param name="Masks">The number n of masks. The paper uses 4,000 to 8,000 at 224×224.</param>
/// <param name="Cells">The cells of the masks' grid along each side.</param>
/// <param name="Probability">The probability p that a cell is kept.</param>
/// <param name="Baseline">
/// What absent pixels fade to, in every channel; by default each channel's mean over the picture. (The paper fades to 0 of a
/// normalised input, which is the data's mean.)
/// </param>
/// <remarks>Petsiuk, Das and Saenko 2018, RISE: Randomized input sampling for explanation of black-box models, equation 6.</remarks>
[Plugin("rise", Source = "Petsiuk, Das and Saenko 2018, RISE, equation 6; eclique/RISE, explanations.py")]
public sealed record Rise(
    [Range(2, 1_000_000)] int Masks = 500,
    [Range(2, 64)] int Cells = 7,
    [Range(0.01, 0.99)] double Probability = 0.5,
    [Range(0.0, 1.0)] double? Baseline = null) : IAttributionMethod
{
    /// <inheritdoc/>
    public bool IsSampled => true;

    /// <inheritdoc/>
    public bool HasSign => false;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape) => Masks;

    /// <inheritdoc/>
    public void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation)
    {
        var (function, shape) = (request.Function, request.Shape);
        var batch = Math.Min(function.PreferredBatch, Masks);
        using var baseline = new PooledBuffer<float>(shape.Length);
        using var maskBuffer = new PooledBuffer<float>(batch * shape.Pixels);
        using var pictureBuffer = new PooledBuffer<float>(batch * shape.Length);
        using var valueBuffer = new PooledBuffer<float>(batch);
        using var sumBuffer = new PooledBuffer<double>(shape.Pixels);
        using var squareBuffer = new PooledBuffer<double>(shape.Pixels);
        var masks = maskBuffer.Span;
        var pictures = pictureBuffer.Span;
        var sums = sumBuffer.Span;
        var squares = squareBuffer.Span;
        Attributions.Baseline.Fill(request.Picture, shape, Baseline, baseline.Span);
        sums.Clear();
        squares.Clear();

        var generator = new RiseMasks(shape, Cells, Probability);
        var random = request.CreateRandom();
        for (var start = 0; start < Masks; start += batch)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(batch, Masks - start);
            var values = valueBuffer.Span[..count];
            for (var i = 0; i < count; i++)
            {
                var mask = masks.Slice(i * shape.Pixels, shape.Pixels);
                generator.Draw(ref random, mask);
                Fade(request.Picture, baseline.Span, mask, pictures.Slice(i * shape.Length, shape.Length));
            }

            function.Evaluate(pictures[..(count * shape.Length)], values, cancellation);
            Accumulate(masks, values, sums, squares);
        }

        for (var i = 0; i < attribution.Length; i++) attribution[i] = (float)(sums[i] / (Masks * Probability));
        for (var i = 0; i < standardError.Length; i++)
        {
            var variance = Math.Max(0, squares[i] - (sums[i] * sums[i] / Masks)) / (Masks - 1);
            standardError[i] = (float)(Math.Sqrt(variance / Masks) / Probability);
        }
    }

    private static void Fade(ReadOnlySpan<float> picture, ReadOnlySpan<float> baseline, ReadOnlySpan<float> mask, Span<float> destination)
    {
        for (var start = 0; start < picture.Length; start += mask.Length)
        {
            var channel = start..(start + mask.Length);
            TensorPrimitives.Lerp(baseline[channel], picture[channel], mask, destination[channel]);
        }
    }

    // In double, mask by mask, so that neither the number of masks nor the batch size costs digits or changes any.
    private static void Accumulate(ReadOnlySpan<float> masks, ReadOnlySpan<float> values, Span<double> sums, Span<double> squares)
    {
        var pixel = 0;
        for (; pixel <= sums.Length - Vector<float>.Count; pixel += Vector<float>.Count)
        {
            var (lowerSums, upperSums) = Load(sums[pixel..]);
            var (lowerSquares, upperSquares) = Load(squares[pixel..]);
            for (var i = 0; i < values.Length; i++)
            {
                Vector.Widen(new Vector<float>(masks[((i * sums.Length) + pixel)..]), out var lower, out var upper);
                var (lowerTerm, upperTerm) = (lower * values[i], upper * values[i]);
                lowerSums += lowerTerm;
                upperSums += upperTerm;
                lowerSquares += lowerTerm * lowerTerm;
                upperSquares += upperTerm * upperTerm;
            }

            Store(lowerSums, upperSums, sums[pixel..]);
            Store(lowerSquares, upperSquares, squares[pixel..]);
        }

        for (; pixel < sums.Length; pixel++)
        {
            for (var i = 0; i < values.Length; i++)
            {
                var term = (double)masks[(i * sums.Length) + pixel] * values[i];
                sums[pixel] += term;
                squares[pixel] += term * term;
            }
        }
    }

    private static (Vector<double> Lower, Vector<double> Upper) Load(ReadOnlySpan<double> values) =>
        (new Vector<double>(values), new Vector<double>(values[Vector<double>.Count..]));

    private static void Store(Vector<double> lower, Vector<double> upper, Span<double> values)
    {
        lower.CopyTo(values);
        upper.CopyTo(values[Vector<double>.Count..]);
    }
}
