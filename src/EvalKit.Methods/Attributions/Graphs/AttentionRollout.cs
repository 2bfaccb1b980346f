using EvalKit.Core.Attributions;
using EvalKit.Core.Data;
using EvalKit.Core.Images;
using EvalKit.Core.Models;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Attributions.Graphs;

/// <summary>
/// Attention rollout: how much of each patch reaches the end of a transformer by attention, with the product over the layers of
/// (A + I) / 2, where A is the mean over the heads and I stands for the skip connection. It is read at the class token, or in the
/// mean over all tokens where there is none, and brought to the picture's size by bilinear interpolation. It is the same for
/// every class, and has no sign.
/// </summary>
/// <remarks>Abnar and Zuidema 2020, Quantifying attention flow in transformers, section 3.</remarks>
[Plugin("attention-rollout", Source = "Abnar and Zuidema 2020, Quantifying attention flow in transformers, section 3")]
public sealed record AttentionRollout : IGraphAttribution
{
    /// <inheritdoc/>
    public bool IsSampled => false;

    /// <inheritdoc/>
    public bool HasSign => false;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape) => 1;

    /// <inheritdoc/>
    public string? Refusal(IGraphModel model) => model.AttentionRefusal;

    /// <inheritdoc/>
    public void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var layers = request.Graph.Attention(request.Picture);
        var (first, shape) = (layers[0], request.Shape);

        // One row is carried through from the last layer to the first: no product of whole matrices is needed.
        var row = new double[first.Tokens];
        if (first.Leading > 0) row[0] = 1;
        else Array.Fill(row, 1.0 / first.Tokens);
        foreach (var layer in layers.Reverse()) row = Through(layer, row);
        var map = row.Skip(first.Leading).Select(value => (float)value).ToArray();
        Resampler.Resize(map, first.Height, first.Width, attribution, shape.Height, shape.Width, Interpolation.Bilinear);
        standardError.Fill(float.NaN);
    }

    private static double[] Through(AttentionWeights layer, double[] row)
    {
        var result = new double[row.Length];
        for (var i = 0; i < row.Length; i++)
        {
            result[i] += row[i] / 2;
            for (var head = 0; head < layer.Heads; head++)
            {
                var weights = layer.Values.AsSpan(((head * layer.Tokens) + i) * layer.Tokens, layer.Tokens);
                for (var j = 0; j < row.Length; j++) result[j] += row[i] * weights[j] / (2 * layer.Heads);
            }
        }

        return result;
    }
}
