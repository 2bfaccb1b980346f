using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Models;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Attributions.Gradients;

namespace EvalKit.Methods.Attributions.Graphs;

/// <summary>
/// Grad-CAM++: Grad-CAM whose channels weigh wₖ = Σ α · max(0, g) with g the logit's gradient at each place of channel k and
/// α = g² / (2 g² + g³ Σ Aₖ), so that several small places count as much as a large one. The logit's exponential, by which the
/// paper multiplies all weights, is left out: it only scales the map.
/// </summary>
/// <param name="Layer">The tensor of the model's graph that is the map; by default the last one that is found.</param>
/// <remarks>Chattopadhyay, Sarkar, Howlader and Balasubramanian 2018, Grad-CAM++, equations 10 and 19 to 21.</remarks>
[Plugin("grad-cam-plus-plus", Source = "Chattopadhyay, Sarkar, Howlader and Balasubramanian 2018, Grad-CAM++, equations 10 and 19 to 21")]
public sealed record GradCamPlusPlus(string? Layer = null) : IGraphAttribution
{
    /// <inheritdoc/>
    public bool IsSampled => false;

    /// <inheritdoc/>
    public bool HasSign => false;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape) => GradientBatches.PredictionsPerGradient;

    /// <inheritdoc/>
    public string? Refusal(IGraphModel model) => model.RefusalOfFeatures(Layer);

    /// <inheritdoc/>
    public void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var features = request.Graph.Features(Layer, request.Picture);
        var weights = new double[features.Channels];
        for (var channel = 0; channel < weights.Length; channel++) weights[channel] = Weight(features, channel);
        ActivationMap.Write(features, weights, request.Shape, attribution);
        standardError.Fill(float.NaN);
    }

    private static double Weight(FeatureMap features, int channel)
    {
        var places = features.Height * features.Width;
        var (sum, weight) = (0.0, 0.0);
        foreach (var value in features.Values.AsSpan(channel * places, places)) sum += value;
        foreach (var slope in features.Gradients.AsSpan(channel * places, places))
        {
            var square = (double)slope * slope;
            var divisor = (2 * square) + (square * slope * sum);
            if (divisor != 0) weight += square / divisor * Math.Max(0, slope);
        }

        return weight;
    }
}
