using EvalKit.Core.Images;
using EvalKit.Core.Models;

namespace EvalKit.Core.Execution.Lanes;

/// <summary>A model as a lane sees it: what it is asked for is asked together with what other lanes ask.</summary>
/// <param name="model">The model; it stays its owner's to dispose of.</param>
/// <param name="lane">The lane.</param>
internal sealed class LaneModel(IModel model, Lane lane) : IGraphModel, IVariableModel
{
    /// <inheritdoc/>
    public ModelSignature Signature => model.Signature;

    /// <inheritdoc/>
    public string? GradientRefusal => model is IDifferentiableModel differentiable ? differentiable.GradientRefusal : "the model gives no gradients";

    /// <inheritdoc/>
    public string? AttentionRefusal => model is IGraphModel graph ? graph.AttentionRefusal : NoGraph;

    private const string NoGraph = "the model's graph cannot be looked into";

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> inputs, Span<float> scores, CancellationToken cancellation) =>
        lane.Ask(new ModelCall(model, CallKind.Scores), inputs, [], [], scores, [], cancellation);

    /// <inheritdoc/>
    public void Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> seed, Span<float> gradient, CancellationToken cancellation) =>
        lane.Ask(new ModelCall(model, CallKind.Gradients), inputs, [], seed, gradient, [], cancellation);

    /// <inheritdoc/>
    public string? RefusalOf(BackwardRule rule) => model is IGraphModel graph ? graph.RefusalOf(rule) : NoGraph;

    /// <inheritdoc/>
    public string? RefusalOfFeatures(string? layer) => model is IGraphModel graph ? graph.RefusalOfFeatures(layer) : NoGraph;

    /// <inheritdoc/>
    public void Propagate(
        BackwardRule rule, ReadOnlySpan<float> inputs, ReadOnlySpan<float> references, ReadOnlySpan<float> seed, Span<float> result, CancellationToken cancellation) =>
        lane.Ask(new ModelCall(model, CallKind.Propagation, rule), inputs, references, seed, result, [], cancellation);

    /// <inheritdoc/>
    public FeatureMap[] Features(string? layer, ReadOnlySpan<float> inputs, ReadOnlySpan<float> seeds)
    {
        var maps = new FeatureMap[inputs.Length / Signature.Input.Length];
        lane.Ask(new ModelCall(model, CallKind.Features, Layer: layer), inputs, [], seeds, [], maps, CancellationToken.None);
        return maps;
    }

    /// <inheritdoc/>
    public IReadOnlyList<AttentionWeights> Attention(ReadOnlySpan<float> picture) => Graph.Attention(picture);

    /// <inheritdoc/>
    public IModel? Permuted(double share, ulong key, out string? refusal) =>
        model is IVariableModel variable ? Seen(variable.Permuted(share, key, out refusal)) : Refuse("the model's weights cannot be changed", out refusal);

    /// <inheritdoc/>
    public IModel? Resized(ImageShape shape, out string? refusal) =>
        model is IVariableModel variable ? Seen(variable.Resized(shape, out refusal)) : Refuse("the model takes pictures of one size only", out refusal);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private IGraphModel Graph => model as IGraphModel ?? throw new InvalidOperationException(NoGraph);

    private static IModel? Refuse(string reason, out string? refusal)
    {
        refusal = reason;
        return null;
    }

    private LaneModel? Seen(IModel? variant) => variant is null ? null : new LaneModel(variant, lane);
}
