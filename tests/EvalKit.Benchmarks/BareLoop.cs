using EvalKit.Core.Data;
using EvalKit.Core.Planning;
using EvalKit.Onnx.Inference;
using Microsoft.ML.OnnxRuntime;

namespace EvalKit.Benchmarks;

/// <summary>
/// The least that running models on pictures can cost: threads that call ONNX Runtime on input tensors filled before, bound
/// with their outputs, batch after batch. Nothing is read, perturbed, converted or kept.
/// </summary>
internal sealed class BareLoop : IDisposable
{
    private readonly int _threads;
    private readonly List<InferenceSession> _sessions = [];
    private readonly List<IDisposable> _owned = [];
    private readonly RunOptions _options = new();

    // For each batch the bindings of all models, as run feeds a batch to every model of a group.
    private readonly List<(InferenceSession Session, OrtIoBinding Binding)>[] _batches;

    /// <summary>Opens the models' files by themselves and fills the tensors.</summary>
    /// <param name="models">The models, which say what their tensors hold.</param>
    /// <param name="data">The pictures.</param>
    /// <param name="samples">The number of pictures, from the first.</param>
    /// <param name="threads">The threads that call at once; each call has one.</param>
    public BareLoop(IReadOnlyList<OnnxModel> models, IDataset data, int samples, int threads)
    {
        _threads = threads;
        var batch = models[0].Signature.FixedBatch ?? BatchSize.For(models[0].Signature.Input);
        _batches = new List<(InferenceSession, OrtIoBinding)>[(samples + batch - 1) / batch];
        for (var i = 0; i < _batches.Length; i++) _batches[i] = [];
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        foreach (var model in models)
        {
            var session = new InferenceSession(model.Path, options);
            _sessions.Add(session);
            for (var i = 0; i < _batches.Length; i++)
                _batches[i].Add((session, Bind(session, model, data, i * batch, Math.Min(batch, samples - (i * batch)))));
        }
    }

    /// <summary>Runs every model on every batch.</summary>
    public void Run()
    {
        var next = -1;
        Parallel.For(0, _threads, new ParallelOptions { MaxDegreeOfParallelism = _threads }, _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < _batches.Length; i = Interlocked.Increment(ref next))
                foreach (var (session, binding) in _batches[i]) session.RunWithBinding(_options, binding);
        });
    }

    public void Dispose()
    {
        foreach (var owned in _owned) owned.Dispose();
        foreach (var session in _sessions) session.Dispose();
        _options.Dispose();
    }

    private OrtIoBinding Bind(InferenceSession session, OnnxModel model, IDataset data, int start, int count)
    {
        var length = model.View.Shape.Length;
        var pictures = new float[count * length];
        data.Read(start, model.View, pictures);
        var (type, _) = ElementConversion.Of(model.Input.ElementType);
        var input = new BoundTensor(type, model.Input.Dimensions(count));
        var preprocessing = new Preprocessing(model.Input);
        var (scratch, bytes) = (new float[preprocessing.Scratch], input.Content.Length / count);
        for (var i = 0; i < count; i++) preprocessing.Write(pictures.AsSpan(i * length, length), input.Content.Slice(i * bytes, bytes), scratch);

        var (name, metadata) = session.OutputMetadata.First();
        var output = new BoundTensor(metadata.ElementDataType, [count, model.Signature.Classes]);
        var binding = session.CreateIoBinding();
        binding.BindInput(model.Input.Name, input.Value);
        binding.BindOutput(name, output.Value);
        _owned.AddRange([binding, input, output]);
        return binding;
    }
}
