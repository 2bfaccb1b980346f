using EvalKit.Core.Configuration;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Core.Models;
using EvalKit.Onnx.Differentiation;
using EvalKit.Onnx.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace EvalKit.Onnx.Inference;

/// <summary>An image classifier in an ONNX file, run on the processor by ONNX Runtime, with its own preprocessing.</summary>
public sealed partial class OnnxModel : IGraphModel
{
    // The largest tensor of one call; larger batches are run in parts.
    private const long LargestTensor = 1 << 30;

    private readonly InferenceSession _session;
    private readonly Preprocessing _preprocessing;
    private readonly TensorPlace _input;
    private readonly TensorPlace _output;
    private readonly int _largestBatch;
    private readonly ModelActivity? _activity;
    private readonly PictureGradient _gradient;
    private readonly PictureGraph _graph;
    private readonly Stack<PooledCall> _idle = [];
    private readonly Lock _gate = new();

    private OnnxModel(
        ModelFile file,
        InferenceSession session,
        int threads,
        ResolvedInput input,
        OutputTensor output,
        FirstCall first,
        ScoreKind scores,
        IReadOnlyList<ResolvedSetting> settings,
        ModelActivity? activity)
    {
        (_session, _activity) = (session, activity);
        _preprocessing = new Preprocessing(input);
        var (inputType, inputBytes) = ElementConversion.Of(input.ElementType);
        var outputType = session.OutputMetadata[output.Name].ElementDataType;
        _input = new TensorPlace(input.Name, inputType, input.Dimensions);
        _output = new TensorPlace(output.Name, outputType, first.Dimensions);
        _largestBatch = first.FixedBatch ?? (int)Math.Max(1, LargestTensor / Math.Max(input.Shape.Length * (long)inputBytes, first.Classes * sizeof(double)));
        (Path, Bytes, Input, Settings) = (file.Path, file.Bytes, input with { FixedBatch = first.FixedBatch }, settings);
        Signature = new ModelSignature(input.Shape, first.Classes, scores, first.FixedBatch);
        ClassNames = EvalKitMetadata.ClassNames(file, first.Classes);
        _variants = new ModelVariants(Path, (changed, shaped) => Reopen(changed, shaped, output, threads));
        _gradient = new PictureGradient(Path, Input, output.Name, first.Classes, threads);
        _graph = new PictureGraph(Path, Input, ScoreSource.LogitsOf(file, output.Name), first.Classes, threads);
    }

    /// <inheritdoc/>
    public ModelSignature Signature { get; }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The size of the file and of its external data: a lower bound of the memory that the session holds.</summary>
    public long Bytes { get; }

    /// <summary>How pictures become the input.</summary>
    public ResolvedInput Input { get; }

    /// <summary>The names of the classes, from the metadata key <c>evalkit.classes</c>; empty where the file names none.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The pictures that the data must deliver.</summary>
    public ImageView View => Input.View;

    /// <summary>Every fact about input and output, and where it comes from.</summary>
    public IReadOnlyList<ResolvedSetting> Settings { get; }

    /// <inheritdoc/>
    public string? GradientRefusal => _gradient.Refusal;

    /// <inheritdoc/>
    public string? AttentionRefusal => _graph.Attention.Refusal;

    /// <summary>Opens a model and runs it once on made-up pictures to see its output.</summary>
    /// <param name="path">The file.</param>
    /// <param name="input">What the configuration says of the input.</param>
    /// <param name="output">What the configuration says of the output.</param>
    /// <param name="stored">The shape of the data's pictures, for what the graph leaves free; null where not known.</param>
    /// <param name="threads">The threads of one call, at least 1.</param>
    /// <param name="activity">Told of each call that returns, those of changed copies included; null for none.</param>
    /// <exception cref="UserException">
    /// The file is missing, damaged or no image classifier, the runtime does not take it, or a fact about its input is
    /// not known and must be said.
    /// </exception>
    public static OnnxModel Open(string path, InputConfig input, OutputConfig output, ImageShape? stored = null, int threads = 1, ModelActivity? activity = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var file = ModelFile.Read(path);
        var resolution = InputResolver.Resolve(file, input, stored);
        var resolved = resolution.Require();
        var chosen = OutputTensor.Choose(file, output.Name);
        var session = RuntimeSession.Open(file, threads);
        try
        {
            var first = FirstCall.Make(file, session, resolved, chosen);
            var (scores, origin) = Scores(file, chosen, first, output.Scores);
            return new OnnxModel(file, session, threads, resolved, chosen, first, scores,
            [
                .. resolution.Settings,
                new ResolvedSetting("output.name", chosen.Name, chosen.Origin),
                new ResolvedSetting("output.scores", scores.ToString().ToLowerInvariant(), origin),
            ], activity);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Settles what can be known of a model's input without running it, and what must be asked.</summary>
    /// <param name="path">The file.</param>
    /// <param name="input">What the configuration says of the input.</param>
    /// <param name="stored">The shape of the data's pictures; null where not known.</param>
    /// <exception cref="UserException">The file is missing, damaged or takes no pictures.</exception>
    public static InputResolution Resolve(string path, InputConfig input, ImageShape? stored = null) =>
        InputResolver.Resolve(ModelFile.Read(path), input, stored);

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> inputs, Span<float> scores, CancellationToken cancellation)
    {
        var (length, classes) = (Signature.Input.Length, Signature.Classes);
        var count = inputs.Length / length;
        if (count == 0 || inputs.Length != count * length) throw new ArgumentException($"{inputs.Length} numbers are no whole pictures of {Signature.Input}", nameof(inputs));
        if (scores.Length != count * classes) throw new ArgumentException($"{scores.Length} scores for {count} pictures of {classes} classes", nameof(scores));
        var call = Rent();
        try
        {
            for (var start = 0; start < count; start += _largestBatch)
            {
                cancellation.ThrowIfCancellationRequested();
                var part = Math.Min(_largestBatch, count - start);
                Predict(call, inputs.Slice(start * length, part * length), scores.Slice(start * classes, part * classes), part);
                _activity?.Called(part);
            }
        }
        catch (OnnxRuntimeException error)
        {
            throw new ModelException($"{Path}: the model failed on a batch of {count} pictures of {Signature.Input}: {error.Message}", error);
        }
        finally
        {
            lock (_gate) _idle.Push(call);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Computed in single precision, whatever the file has; quantisation counts as straight-through.</remarks>
    public void Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> seed, Span<float> gradient, CancellationToken cancellation)
    {
        _gradient.Compute(inputs, [], seed, gradient, cancellation);
        _activity?.Called(inputs.Length / Signature.Input.Length);
    }

    /// <inheritdoc/>
    public string? RefusalOf(BackwardRule rule) => _graph.By(rule).Refusal;

    /// <inheritdoc/>
    public string? RefusalOfFeatures(string? layer) => _graph.Features.RefusalOf(layer);

    /// <inheritdoc/>
    public void Propagate(
        BackwardRule rule, ReadOnlySpan<float> inputs, ReadOnlySpan<float> references, ReadOnlySpan<float> seed, Span<float> result, CancellationToken cancellation)
    {
        _graph.By(rule).Compute(inputs, references, seed, result, cancellation);
        _activity?.Called(inputs.Length / Signature.Input.Length);
    }

    /// <inheritdoc/>
    public FeatureMap[] Features(string? layer, ReadOnlySpan<float> inputs, ReadOnlySpan<float> seeds) => _graph.Features.Compute(layer, inputs, seeds);

    /// <inheritdoc/>
    public IReadOnlyList<AttentionWeights> Attention(ReadOnlySpan<float> picture) => _graph.Attention.Compute(picture);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            while (_idle.TryPop(out var call)) call.Dispose();
        }

        _variants.Dispose();
        _gradient.Dispose();
        _graph.Dispose();
        _session.Dispose();
    }

    private void Predict(PooledCall call, ReadOnlySpan<float> pictures, Span<float> scores, int count)
    {
        var (length, batch) = (Signature.Input.Length, Signature.FixedBatch ?? count);
        call.Resize(batch);
        var bytes = call.Input.Length / batch;
        for (var i = 0; i < batch; i++)
        {
            // A fixed batch is filled up with the last picture.
            var picture = pictures.Slice(Math.Min(i, count - 1) * length, length);
            _preprocessing.Write(picture, call.Input.Slice(i * bytes, bytes), call.Scratch);
        }

        call.Run();
        ElementConversion.Read(_output.Type, call.Output[..(call.Output.Length / batch * count)], scores);
    }

    private PooledCall Rent()
    {
        lock (_gate)
        {
            if (_idle.TryPop(out var call)) return call;
        }

        return new PooledCall(_session, _input, _output, _preprocessing.Scratch);
    }

    private static (ScoreKind Scores, string Origin) Scores(ModelFile file, OutputTensor output, FirstCall first, ScoreKind? said)
    {
        var maker = ScoreSource.OperatorOf(file, output.Name);
        return (said, maker) switch
        {
            ({ } scores, _) => (scores, "configuration"),
            (_, "Softmax") => (ScoreKind.Probabilities, "the output comes from a Softmax"),
            _ when first.LooksLikeProbabilities => (ScoreKind.Probabilities, "the scores of trial pictures are non-negative and sum to 1"),
            (_, "LogSoftmax") => (ScoreKind.Logits, "the output comes from a LogSoftmax, whose softmax gives the probabilities"),
            (_, "Sigmoid") => (ScoreKind.Logits, "the output comes from a Sigmoid but does not sum to 1; probabilities are the softmax over it"),
            _ => (ScoreKind.Logits, "the scores of trial pictures do not sum to 1"),
        };
    }
}
