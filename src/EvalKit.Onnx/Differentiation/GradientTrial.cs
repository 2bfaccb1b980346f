using System.Diagnostics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Randomness;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Inference;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EvalKit.Onnx.Differentiation;

/// <summary>
/// A compiled gradient, tried on one sample of random numbers from 0 to 1 (what else the model takes, such as the mask of a text, is 1): its largest score is differentiated, and the model's own score measured a little way along the gradient and against it.
/// </summary>
/// <param name="SlopeDifference">
/// |slope − ‖g‖| / ‖g‖ of the score along its gradient g. In single precision 0.001 is agreement; rectifiers, whose bends the step
/// may cross, give up to 0.05; rounded (quantised) models have no slope that compares.
/// </param>
/// <param name="Forward">The median time of the model alone, one thread, one sample.</param>
/// <param name="ForwardAndBackward">The median time of the model with its gradient, likewise.</param>
public sealed record GradientTrial(double SlopeDifference, TimeSpan Forward, TimeSpan ForwardAndBackward)
{
    private const int Runs = 7;

    /// <summary>Tries a model.</summary>
    /// <param name="path">The file.</param>
    /// <param name="facts">What is known of it; not refused.</param>
    /// <exception cref="UserException">The runtime does not take the model.</exception>
    public static GradientTrial Of(string path, DifferentiationFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        try
        {
            return Make(path, facts);
        }
        catch (OnnxRuntimeException error)
        {
            throw new UserException($"{path}: the model does not run on random numbers: {error.Message}", error);
        }
    }

    private static GradientTrial Make(string path, DifferentiationFacts facts)
    {
        var file = ModelFile.Read(path);
        var words = file.Inputs.Any(input => input.Name == facts.Wrt) ? null : WordVectors.Given(file);
        file = words?.File ?? file;
        var dimensions = file.Inputs.ToDictionary(input => input.Name, input => OnnxInspector.Dimensions(file, input, new InputConfig(), null), StringComparer.Ordinal);
        using var model = GradientModel.Compile(file, dimensions, facts.Wrt, facts.Output, threads: 1);
        if (model.Wrt.Count == 0 || model.Output.Count == 0) throw new UserException($"{path}: the gradient cannot be tried: '{model.Wrt.Name}' or '{model.Output.Name}' has no numbers");
        using var call = model.CreateCall();
        using var session = words is null ? RuntimeSession.Open(file, threads: 1) : RuntimeSession.Open(file, file.Model.ToByteArray(), threads: 1);
        var (taken, given) = (session.InputMetadata[model.Wrt.Name].ElementDataType, session.OutputMetadata[model.Output.Name].ElementDataType);
        if (!ElementConversion.IsConvertible(given) || !(ElementConversion.IsConvertible(taken) || taken is TensorElementType.UInt8 or TensorElementType.Int8))
            throw new UserException($"{path}: the gradient cannot be tried from {given} numbers by {taken} ones; allowed: single, half, bfloat16 and double precision, and pixels of a byte");
        using var forward = new PooledCall(session, Place(session.InputMetadata, model.Wrt), Place(session.OutputMetadata, model.Output), 0);
        forward.Resize(1);
        foreach (var other in model.Inputs.Where(input => input.Name != facts.Wrt))
        {
            Fill(path, call.Tensor(other.Name));
            forward.Bind(other.Name, call.Tensor(other.Name));
        }

        var random = new RandomStream(RandomStream.KeyOf(0, "gradient-trial", 0, ""));
        var x = new float[model.Wrt.Count];
        foreach (ref var value in x.AsSpan()) value = random.NextSingle();
        var scores = new float[model.Output.Count];
        var place = Ask(call, x, model.Wrt.Name);
        var forwardAndBackward = Median(call.Run);
        Score(forward, x, scores, place);
        var alone = Median(forward.Run);

        var gradient = call.Gradient.ToArray();
        var norm = Math.Sqrt(gradient.Sum(value => (double)value * value));

        // A thousandth of the score is well above its rounding, and short.
        var step = 1e-3 * Math.Max(1, Math.Abs(call.Output[place])) / norm;
        double Moved(double by) => Score(forward, [.. x.Zip(gradient, (value, slope) => (float)(value + by * slope / norm))], scores, place);
        var slope = norm == 0 ? 0 : (Moved(step) - Moved(-step)) / (2 * step);
        return new GradientTrial(norm == 0 ? 0 : Math.Abs(slope - norm) / norm, alone, forwardAndBackward);
    }

    private static void Fill(string path, OrtValue ones)
    {
        var content = ones.GetTensorMutableRawData();
        switch (ones.GetTensorTypeAndShape().ElementDataType)
        {
            case TensorElementType.Int64: MemoryMarshal.Cast<byte, long>(content).Fill(1); break;
            case TensorElementType.Int32: MemoryMarshal.Cast<byte, int>(content).Fill(1); break;
            case TensorElementType.Float: MemoryMarshal.Cast<byte, float>(content).Fill(1); break;
            case TensorElementType.Bool: content.Fill(1); break;
            case var type: throw new UserException($"{path}: the gradient cannot be tried: a further input takes {type} numbers; allowed: integers of 32 and 64 bits, single precision and truth values");
        }
    }

    /// <summary>Asks for the largest score's gradient, and tells which score that is.</summary>
    private static int Ask(GradientCall call, float[] x, string input)
    {
        x.CopyTo(call.Input<float>(input));
        call.Run();
        var place = call.Output.IndexOf(TensorPrimitives.Max(call.Output));
        call.Seed.Clear();
        call.Seed[place] = 1;
        call.Run();
        return place;
    }

    private static double Score(PooledCall forward, float[] x, float[] scores, int place)
    {
        forward.Write([.. x]);
        forward.Run();
        forward.Read(scores);
        return scores[place];
    }

    private static TensorPlace Place(IReadOnlyDictionary<string, NodeMetadata> types, GradientTensor tensor) =>
        new(tensor.Name, types[tensor.Name].ElementDataType, _ => [.. tensor.Dimensions]);

    private static TimeSpan Median(Action action)
    {
        var times = new TimeSpan[Runs];
        action();
        foreach (ref var time in times.AsSpan())
        {
            var start = Stopwatch.GetTimestamp();
            action();
            time = Stopwatch.GetElapsedTime(start);
        }

        Array.Sort(times);
        return times[Runs / 2];
    }
}
