using System.Text.Json;
using EvalKit.Core.Configuration;
using EvalKit.Core.Images;
using EvalKit.Onnx.Differentiation;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Inference;

namespace EvalKit.Benchmarks.Fuzzing;

/// <summary>All that a worker does to a model: inspects and traces it, differentiates it and tries the gradient, opens it and predicts.</summary>
internal static class ModelTrial
{
    /// <summary>What came of one step.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Refusal">The message where it was refused; null where it went through.</param>
    /// <param name="Fault">What must not be; null where all is well.</param>
    public sealed record Step(string Name, string? Refusal, string? Fault);

    /// <summary>What came of a model.</summary>
    /// <param name="Steps">Of each step.</param>
    /// <param name="PeakBytes">The most memory that the process has held so far.</param>
    public sealed record Reply(IReadOnlyList<Step> Steps, long PeakBytes);

    /// <summary>Answers lines, each the path of a model, until the input closes: a line of JSON for each.</summary>
    public static void Serve()
    {
        while (Console.In.ReadLine() is { } path) Console.Out.WriteLine(JsonSerializer.Serialize(new Reply(Of(path), PeakMemory.OfThisProcess())));
    }

    /// <summary>Does all of it.</summary>
    public static IReadOnlyList<Step> Of(string path) =>
    [
        Try("inspect", path, () => OnnxInspector.Inspect(path)),
        Try("differentiate", path, () =>
        {
            if (DifferentiationFacts.Of(path) is { Refusal: null } facts) GradientTrial.Of(path, facts);
        }),
        Try("predict", path, () =>
        {
            using var model = OnnxModel.Open(path, new InputConfig(Scale: 1 / 255.0), new OutputConfig(), new ImageShape(1, 28, 28));
            model.Predict(new float[model.Signature.Input.Length], new float[model.Signature.Classes], CancellationToken.None);
        }),
    ];

    private static Step Try(string name, string path, Action action)
    {
        try
        {
            action();
            return new Step(name, null, null);
        }
        catch (NotDifferentiableException refusal)
        {
            return new Step(name, refusal.Message, null);
        }
        catch (OutOfMemoryException)
        {
            return new Step(name, $"{path}: the worker's memory is at its limit", null);
        }
#pragma warning disable CA1031 // What is thrown here is the question.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            return new Step(name, problem.Message, Judgement.Fault(problem, Path.GetFileName(path)));
        }
    }
}
