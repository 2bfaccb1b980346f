using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Metrics;
using EvalKit.Core.Models;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>
/// Grid pointing: the picture and others of other classes are put together to a grid, the class of each cell is explained on it,
/// and the figure is the mean over the cells of the share of the positive attribution that lies in the cell of the class; 1 / n² by
/// chance. Only for models that take the larger picture, and only where the model alone gives every tile its class with the stated probability; the tiles of a
/// sample are the same for all models, so that models are compared on grids that all of them know.
/// </summary>
/// <param name="Side">n, the number of tiles along a side.</param>
/// <param name="Confidence">The probability that the model must give to the class of each tile.</param>
/// <remarks>Böhle, Fritz and Schiele 2021, Convolutional dynamic alignment networks for interpretable classifications, section 4.2.</remarks>
[Plugin("grid-pointing", Version = 2, Source = Paper)]
public sealed record GridPointing([Range(2, 5)] int Side = 2, [Range(0.0, 1.0)] double Confidence = 0.8) : IExplanationMetric
{
    private const string Paper = "Böhle, Fritz and Schiele 2021, Convolutional dynamic alignment networks for interpretable classifications, section 4.2";

    // Draws of a tile after which the data are taken to have too few classes.
    private const int MostTries = 1000;

    /// <inheritdoc/>
    public MetricInfo Info { get; } = new("Grid pointing", "fraction", 0, 1, ScoreDirection.HigherIsBetter, Paper);

    /// <inheritdoc/>
    public bool NeedsCommonCorrectSamples => true;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape, ExplanationNames names, IAttributionMethod method) =>
        Side * Side * ((Side * Side * method.Predictions(Larger(shape))) + 1);

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns(ExplanationNames names, string method) => ["grid-pointing"];

    /// <inheritdoc/>
    public string? Measure(in ExplanationRequest request, Span<double> values, CancellationToken cancellation)
    {
        values[0] = double.NaN;
        if (request.Label is not { } label || request.References is not { Count: > 0 } references) return "there are no labelled pictures to put beside it";
        if (request.Method is IReferencedAttribution) return "the method compares with pictures of the data, which are smaller than the grid";
        if (request.Model is not IVariableModel model) return "the model takes pictures of one size only";
        var shape = request.Shape;
        if (model.Resized(Larger(shape), out var refusal) is not { } larger) return refusal;
        if (request.Method.Refusal(larger) is { } cannot) return $"the method cannot explain the larger picture: {cannot}";

        var cells = Side * Side;
        using var buffer = new PooledBuffer<float>(2 * cells * shape.Length);
        var tiles = buffer.Span[..(cells * shape.Length)];
        var grid = buffer.Span[(cells * shape.Length)..];
        var random = request.CreateRandom();
        var own = random.NextInt(cells);
        var labels = new int[cells];
        if (!Draw(references, ref random, own, label, labels, shape, tiles)) return "the data have too few classes for a grid";
        request.Picture.CopyTo(tiles.Slice(own * shape.Length, shape.Length));
        if (!AreKnown(request.Model, tiles, labels, cancellation)) return "the model does not give every tile its class with confidence";

        Place(tiles, shape, grid);
        using var attribution = new PooledBuffer<float>(cells * shape.Pixels);
        var sum = 0.0;
        for (var cell = 0; cell < cells; cell++)
        {
            request.Method.Attribute(new(request.Function.On(larger, labels[cell]), grid, request.AttributionKey), attribution.Span, [], cancellation);
            sum += Share(attribution.Span, cell, shape);
        }

        values[0] = sum / cells;
        return double.IsFinite(values[0]) ? null : "the attribution of a class of the grid is nowhere positive, or not finite";
    }

    private ImageShape Larger(ImageShape shape) => new(shape.Channels, shape.Height * Side, shape.Width * Side);

    private static bool Draw(
        IReferencePictures references, ref Core.Randomness.RandomStream random, int own, int label, int[] labels, ImageShape shape, Span<float> tiles)
    {
        Array.Fill(labels, -1);
        labels[own] = label;
        for (var cell = 0; cell < labels.Length; cell++)
        {
            for (var tries = 0; labels[cell] < 0; tries++)
            {
                if (tries == MostTries) return false;
                var index = random.NextInt(references.Count);
                if (references.Label(index) is not { } other || labels.Contains(other)) continue;
                labels[cell] = other;
                references.Read(index, tiles.Slice(cell * shape.Length, shape.Length));
            }
        }

        return true;
    }

    private bool AreKnown(IModel model, ReadOnlySpan<float> tiles, int[] labels, CancellationToken cancellation)
    {
        var classes = model.Signature.Classes;
        using var scores = new PooledBuffer<float>(labels.Length * classes);
        model.Predict(tiles, scores.Span, cancellation);
        for (var cell = 0; cell < labels.Length; cell++)
        {
            var row = scores.Span.Slice(cell * classes, classes);
            if (!(ClassScore.Of(row, model.Signature.Scores, labels[cell], ExplainedOutput.Probability) >= Confidence)) return false;
        }

        return true;
    }

    private void Place(ReadOnlySpan<float> tiles, ImageShape shape, Span<float> grid)
    {
        for (var row = 0; row < tiles.Length / shape.Width; row++)
        {
            var (tile, place) = Math.DivRem(row, shape.Channels * shape.Height);
            var (channel, y) = Math.DivRem(place, shape.Height);
            var target = (((channel * Side * shape.Height) + (tile / Side * shape.Height) + y) * Side * shape.Width) + (tile % Side * shape.Width);
            tiles.Slice(row * shape.Width, shape.Width).CopyTo(grid[target..]);
        }
    }

    private double Share(ReadOnlySpan<float> attribution, int cell, ImageShape shape)
    {
        var (inside, all) = (0.0, 0.0);
        for (var i = 0; i < attribution.Length; i++)
        {
            if (float.IsNaN(attribution[i])) return double.NaN;
            var positive = Math.Max(0, attribution[i]);
            all += positive;
            var (y, x) = Math.DivRem(i, Side * shape.Width);
            if ((y / shape.Height * Side) + (x / shape.Width) == cell) inside += positive;
        }

        return inside / all;
    }
}
