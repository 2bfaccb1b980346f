using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Attributions;
using EvalKit.Methods.Metrics.Explanations;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Metrics.Explanations;

public sealed class StabilityTests
{
    // Occlusion to 0 gives w x = x: the attribution is the picture, in the order 1 2 3 4. Class 1 has the constant 0.5.
    private static readonly LinearModel Model = new(new ImageShape(1, 1, 4), [[1, 1, 1, 1], [0, 0, 0, 0]], [0, 0.5f]);
    private static readonly float[] Picture = [0.1f, 0.2f, 0.3f, 0.4f];

    [Fact]
    public void Is_the_mean_over_the_perturbations_under_which_the_prediction_stays()
    {
        var values = Measure(out var reason, new Shown(0.2f, 0.1f, 0.3f, 0.4f), new Shown(0, 0, 0.1f, 0), new Shown(0.4f, 0.3f, 0.2f, 0.1f), null);
        Assert.Equal([(0.8 - 1) / 2, 0.8, double.NaN, -1, double.NaN], values, (a, b) => Math.Abs(a - b) < 1e-12 || (double.IsNaN(a) && double.IsNaN(b)));
        Assert.Null(reason);
    }

    [Fact]
    public void Perturbs_at_its_severity() => Assert.Equal(-1, Measure(out _, new ReversedAt(3))[0], 1e-12);

    [Fact]
    public void Says_why_there_is_none()
    {
        Measure(out var none);
        Assert.Equal("the run computes no perturbation", none);
        Measure(out var copy, (Shown?)null);
        Assert.Equal("the run computes no perturbation", copy);
        Measure(out var changed, new Shown(0, 0, 0, 0));
        Assert.Equal("the prediction stays under no perturbation, or their attributions are constant", changed);
    }

    private static double[] Measure(out string? reason, params IImagePerturbation?[] perturbations)
    {
        var values = new double[perturbations.Length + 1];
        var request = Requests.Of(
            Model, [1, 2, 3, 4], Picture, [], method: new Occlusion(1, 1, Baseline: 0),
            perturbations: [.. perturbations.Select((one, i) => new PicturePerturbation($"p{i}", one, default, 0, "sample"))]);
        reason = new Stability().Measure(request, values, default);
        return values;
    }

    private sealed class Shown(params float[] picture) : IImagePerturbation
    {
        public PerturbationCategory Category => default;

        public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context) => picture.CopyTo(destination);
    }

    private sealed class ReversedAt(int severity) : IImagePerturbation
    {
        public PerturbationCategory Category => default;

        public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
        {
            source.CopyTo(destination);
            if (context.Severity == severity) destination.Reverse();
        }
    }
}
