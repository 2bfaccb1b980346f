using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Core.Models;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Inference;

/// <content>Changed copies of the model.</content>
public sealed partial class OnnxModel : IVariableModel
{
    private readonly ModelVariants _variants;

    /// <inheritdoc/>
    public IModel? Permuted(double share, ulong key, out string? refusal) => _variants.Permuted(share, key, Input, out refusal);

    /// <inheritdoc/>
    public IModel? Resized(ImageShape shape, out string? refusal) => _variants.Resized(shape, Input, out refusal);

    // What was settled for the model holds for its copies: other weights must not make probabilities of its logits.
    private OnnxModel Reopen(ModelFile file, ResolvedInput input, OutputTensor output, int threads)
    {
        var session = RuntimeSession.Open(file, threads);
        try
        {
            var first = FirstCall.Make(file, session, input, output);
            if (first.Classes != Signature.Classes) throw new UserException($"{file.Path}: it gives {first.Classes} scores for {input.Shape} in place of {Signature.Classes}");
            return new OnnxModel(file, session, threads, input, output, first, Signature.Scores, Settings, _activity);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
