using EvalKit.Core.Errors;
using EvalKit.Core.Models;
using EvalKit.Onnx.Graphs.Schema;
using EvalKit.Onnx.Inference;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace EvalKit.Onnx.Differentiation;

/// <summary>The attention weights of an image classifier.</summary>
internal sealed class PictureAttention : IDisposable
{
    private readonly ResolvedInput _input;
    private readonly Preprocessing _preprocessing;
    private readonly Lazy<(InferenceSession? Session, IReadOnlyList<string> Layers, string? Refusal)> _opened;

    /// <summary>Prepares; nothing is opened yet.</summary>
    /// <param name="path">The model's file.</param>
    /// <param name="input">How pictures become the input, its fixed batch settled.</param>
    /// <param name="output">The tensor that the layers lead to.</param>
    /// <param name="threads">The threads of one call.</param>
    public PictureAttention(string path, ResolvedInput input, string output, int threads)
    {
        _input = input with { ElementType = "float32" };
        _preprocessing = new Preprocessing(_input);
        _opened = new(() => Open(path, output, threads));
    }

    /// <summary>Why there are no weights, or null.</summary>
    public string? Refusal => _opened.Value.Refusal;

    /// <summary>Reads the weights; see <see cref="IGraphModel.Attention"/>.</summary>
    public IReadOnlyList<AttentionWeights> Compute(ReadOnlySpan<float> picture)
    {
        var (session, layers, refusal) = _opened.Value;
        if (session is null) throw new InvalidOperationException(refusal);
        var batch = _input.FixedBatch ?? 1;
        using var tensor = new BoundTensor(session.InputMetadata[_input.Name].ElementDataType, _input.Dimensions(batch));
        _preprocessing.Write(picture, tensor.Content[..(tensor.Content.Length / batch)], new float[_preprocessing.Scratch]);
        using var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        try
        {
            using var results = session.Run(options, [_input.Name], [tensor.Value], layers);
            return [.. layers.Select((name, i) => Read(name, results[i]))];
        }
        catch (OnnxRuntimeException error)
        {
            throw new ModelException($"the attention weights of the model could not be read: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_opened.IsValueCreated) _opened.Value.Session?.Dispose();
    }

    private AttentionWeights Read(string name, OrtValue value)
    {
        var shape = value.GetTensorTypeAndShape().Shape;
        var (heads, tokens) = ((int)shape[1], (int)shape[2]);
        var grid = PictureGrid.Of(tokens, _input.Shape)!.Value;
        return new AttentionWeights(name, heads, tokens, grid.Height, grid.Width, value.GetTensorDataAsSpan<float>()[..(heads * tokens * tokens)].ToArray());
    }

    private (InferenceSession? Session, IReadOnlyList<string> Layers, string? Refusal) Open(string path, string output, int threads)
    {
        try
        {
            var search = LayerSearch.In(path, _input, output);
            var layers = search.Attention();
            if (layers.Count == 0) return (null, layers, "no attention weights over the whole picture are found in its graph");
            var model = search.Specialized.Model;
            model.Graph.Output.Add(layers.Select(name => new ValueInfoProto { Name = name }));
            return (RuntimeSession.Open(search.Specialized, model.ToByteArray(), threads), layers, null);
        }
        catch (Exception problem) when (problem is NotDifferentiableException or UserException)
        {
            return (null, [], problem.Message);
        }
    }
}
