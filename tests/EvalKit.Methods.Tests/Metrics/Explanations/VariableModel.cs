using EvalKit.Core.Images;
using EvalKit.Core.Models;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Metrics.Explanations;

/// <summary>A linear model with copies that a test makes.</summary>
internal sealed class VariableModel(LinearModel model, Func<double, IModel?> permuted, Func<ImageShape, IModel?> resized) : IVariableModel
{
    public ModelSignature Signature => model.Signature;

    /// <summary>A model whose copies are random ones.</summary>
    public static VariableModel Random(LinearModel model) => new(
        model, _ => LinearModel.Random(model.Signature.Input, model.Signature.Classes, 50), shape => LinearModel.Random(shape, model.Signature.Classes, 60));

    public void Predict(ReadOnlySpan<float> inputs, Span<float> scores, CancellationToken cancellation) => model.Predict(inputs, scores, cancellation);

    public IModel? Permuted(double share, ulong key, out string? refusal)
    {
        refusal = permuted(share) is null ? "it has no weights" : null;
        return permuted(share);
    }

    public IModel? Resized(ImageShape shape, out string? refusal)
    {
        refusal = resized(shape) is null ? "it takes one size" : null;
        return resized(shape);
    }

    public void Dispose()
    {
    }
}
