using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Models;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Attributions.Gradients;

namespace EvalKit.Methods.Attributions.Graphs;

/// <summary>
/// Grad-CAM: where the last feature map is active in channels that raise the logit: max(0, Σₖ wₖ Aₖ) with wₖ the mean of the
/// logit's gradient over channel k, brought to the picture's size by bilinear interpolation. It has no sign. Of a transformer the
/// tokens are the map.
/// </summary>
/// <param name="Layer">The tensor of the model's graph that is the map; by default the last one that is found.</param>
/// <remarks>Selvaraju et al. 2017, Grad-CAM: visual explanations from deep networks via gradient-based localization, equations 1 and 2.</remarks>
[Plugin("grad-cam", Source = "Selvaraju, Cogswell, Das, Vedantam, Parikh and Batra 2017, Grad-CAM, equations 1 and 2")]
public sealed record GradCam(string? Layer = null) : IGraphAttribution
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
        var places = features.Height * features.Width;
        var weights = new double[features.Channels];
        for (var i = 0; i < features.Gradients.Length; i++) weights[i / places] += (double)features.Gradients[i] / places;
        ActivationMap.Write(features, weights, request.Shape, attribution);
        standardError.Fill(float.NaN);
    }
}
