using EvalKit.Core.Errors;
using EvalKit.Core.Randomness;
using EvalKit.Onnx.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace EvalKit.Onnx.Inference;

/// <summary>
/// What a first call of the session on made-up pictures shows: the output's true shape, whether the graph takes more than
/// one picture at once, and whether the scores are probabilities.
/// </summary>
/// <param name="Dimensions">The output's dimensions for a batch.</param>
/// <param name="Classes">The number of scores of a picture.</param>
/// <param name="FixedBatch">The batch size that the graph takes, null where any.</param>
/// <param name="LooksLikeProbabilities">Whether every row is non-negative and sums to 1 within 0.001.</param>
internal sealed record FirstCall(Func<int, long[]> Dimensions, int Classes, int? FixedBatch, bool LooksLikeProbabilities)
{
    /// <summary>The pictures of the call where the graph takes any number.</summary>
    public const int Pictures = 2;

    /// <summary>Makes the call.</summary>
    /// <exception cref="UserException">The model does not run, or gives no scores.</exception>
    public static FirstCall Make(ModelFile file, InferenceSession session, ResolvedInput input, OutputTensor output)
    {
        if (input.FixedBatch is { } batch) return Call(file, session, input, output, batch) with { FixedBatch = batch };
        try
        {
            return Call(file, session, input, output, Pictures);
        }
        catch (UserException)
        {
            // Some exports declare a free batch but hold reshapes for a batch of 1. If this fails too, its message is the one to show.
            return Call(file, session, input, output, 1) with { FixedBatch = 1 };
        }
    }

    private static FirstCall Call(ModelFile file, InferenceSession session, ResolvedInput input, OutputTensor output, int batch)
    {
        using var tensor = new BoundTensor(ElementConversion.Of(input.ElementType).Type, input.Dimensions(batch));
        Fill(input, tensor.Content, batch);
        try
        {
            using var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            using var results = session.Run(options, [input.Name], [tensor.Value], [output.Name]);
            return Read(file, results[0], output, batch);
        }
        catch (OnnxRuntimeException error)
        {
            throw new UserException($"{file.Path}: the model does not run on {batch} pictures of {input.Shape} given as {input.Layout.ToString().ToLowerInvariant()}: {error.Message}", error);
        }
    }

    private static void Fill(ResolvedInput input, Span<byte> tensor, int batch)
    {
        var preprocessing = new Preprocessing(input);
        var (picture, scratch) = (new float[input.Shape.Length], new float[preprocessing.Scratch]);
        var random = new RandomStream(RandomStream.KeyOf(0, "first-call", 0, ""));
        var bytes = tensor.Length / batch;
        for (var i = 0; i < batch; i++)
        {
            foreach (ref var value in picture.AsSpan()) value = random.NextSingle();
            preprocessing.Write(picture, tensor.Slice(i * bytes, bytes), scratch);
        }
    }

    private static FirstCall Read(ModelFile file, OrtValue value, OutputTensor output, int batch)
    {
        var facts = value.GetTensorTypeAndShape();
        var shape = facts.Shape;
        var classes = (int)(facts.ElementCount / batch);
        var hasBatchAxis = shape.Length > 1 || batch > 1;
        var sample = hasBatchAxis ? shape[1..] : shape;
        if ((hasBatchAxis && shape[0] != batch) || sample.Count(size => size != 1) > 1)
            throw new UserException($"{file.Path}: the output '{output.Name}' has shape [{string.Join(", ", shape)}] for {batch} pictures; EvalKit reads one score a class: [batch, classes]");
        if (classes < 2)
            throw new UserException($"{file.Path}: the output '{output.Name}' has shape [{string.Join(", ", shape)}], one number a picture; EvalKit so far takes classifiers with one score for each of two or more classes");
        var scores = new float[batch * classes];
        ElementConversion.Read(facts.ElementDataType, value.GetTensorMutableRawData(), scores);
        return new FirstCall(
            size => hasBatchAxis ? [size, .. sample] : [.. sample],
            classes,
            null,
            scores.Chunk(classes).All(row => Array.TrueForAll(row, score => score >= 0) && Math.Abs(row.Sum(score => (double)score) - 1) <= 1e-3));
    }
}
