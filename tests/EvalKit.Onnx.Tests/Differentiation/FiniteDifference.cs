using EvalKit.Core.Randomness;
using EvalKit.Onnx.Differentiation;
using Microsoft.ML.OnnxRuntime;

namespace EvalKit.Onnx.Tests.Differentiation;

/// <summary>
/// Compares a gradient with the slope of the unchanged model along a random direction: a difference of order 4, on values of
/// which no two are nearer than the steps are long, and none nearer to 0, so that no kink lies between.
/// </summary>
internal sealed class FiniteDifference : IDisposable
{
    private readonly GradientModel _model;
    private readonly GradientCall _call;
    private readonly InferenceSession _forward;
    private readonly string _input;
    private readonly string _output;

    public FiniteDifference(string path, string? output = null)
    {
        _model = GradientModel.Compile(path, output: output);
        _call = _model.CreateCall();
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        _forward = new InferenceSession(path, options);
        (_input, _output) = (_model.Wrt.Name, _model.Output.Name);
    }

    public void Dispose()
    {
        _call.Dispose();
        _model.Dispose();
        _forward.Dispose();
    }

    /// <summary>Compares; the tolerance is relative to the sum of the magnitudes of the products that make the slope.</summary>
    public void Check(float low, float high, double tolerance = 1e-3)
    {
        var random = new RandomStream(RandomStream.KeyOf(7, "finite-difference", 0, ""));
        var x = Values((int)_model.Wrt.Count, low, high, ref random);
        var direction = Array.ConvertAll(x, _ => 2 * random.NextSingle() - 1);
        var seed = new float[_model.Output.Count];
        foreach (ref var value in seed.AsSpan()) value = 2 * random.NextSingle() - 1;

        x.CopyTo(_call.Input<float>(_input));
        seed.CopyTo(_call.Seed);
        _call.Run();
        var scores = Forward(x, direction, 0);
        for (var i = 0; i < scores.Length; i++) Assert.Equal(scores[i], _call.Output[i], 1e-4 + 1e-4 * Math.Abs(scores[i]));

        var step = Math.Min(1f / 64, (high - low) / x.Length / 5);
        double Slope(float h) => (Dot(seed, Forward(x, direction, h)) - Dot(seed, Forward(x, direction, -h))) / (2 * h);
        var expected = (4 * Slope(step) - Slope(2 * step)) / 3;
        var actual = Dot(direction, _call.Gradient);
        var scale = 0.0;
        for (var i = 0; i < x.Length; i++) scale += Math.Abs(_call.Gradient[i] * (double)direction[i]);
        Assert.True(double.IsFinite(actual), $"the gradient is {actual}");
        Assert.True(scale > 0, "the gradient is 0 everywhere");
        Assert.True(Math.Abs(expected - actual) <= tolerance * scale, $"slope {expected}, gradient {actual}, scale {scale}");
    }

    private static float[] Values(int count, float low, float high, ref RandomStream random)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var j = (int)(random.NextSingle() * (i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }

        return Array.ConvertAll(order, place => low + (high - low) * (place + 0.5f) / count);
    }

    private float[] Forward(float[] x, float[] direction, float step)
    {
        var moved = x.Zip(direction, (value, slope) => value + step * slope).ToArray();
        using var value = OrtValue.CreateTensorValueFromMemory(moved, [.. _model.Wrt.Dimensions]);
        using var options = new RunOptions();
        using var results = _forward.Run(options, [_input], [value], [_output]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += (double)a[i] * b[i];
        return sum;
    }
}
