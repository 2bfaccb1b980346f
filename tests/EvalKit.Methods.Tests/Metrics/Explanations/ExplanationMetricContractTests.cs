using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Attributions;
using EvalKit.Methods.Attributions.Substrates;
using EvalKit.Methods.Metrics.Explanations;
using EvalKit.Methods.Perturbations.Images;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Metrics.Explanations;

/// <summary>What every explanation metric of the catalogue must keep to.</summary>
public sealed class ExplanationMetricContractTests
{
    private static readonly ImageShape Shape = new(3, 14, 12);
    private static readonly ExplanationNames Names = new(["mean", "blur", "noisy-imputation"], ["brightness"], ["kernel-shap", "rise"]);
    private static readonly ISubstrate[] Substrates = [new Mean(), new Blur(), new NoisyImputation()];

    public static TheoryData<string> Kinds => Catalogue<IExplanationMetric>.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_described(string kind)
    {
        Catalogue<IExplanationMetric>.AssertDescribed(kind);
        var metric = Catalogue<IExplanationMetric>.Create(kind);
        Assert.True(metric.Info.Title.Length > 0 && metric.Info.Unit.Length > 0);
        Assert.Matches(@"\d{4}", metric.Info.Source);
        Assert.True(metric.Info.Minimum < metric.Info.Maximum);
        var columns = metric.Columns(Names, "kernel-shap");
        Assert.Equal(kind, columns[0]);
        Assert.Equal(columns.Count, columns.Distinct().Count());
        Assert.All(columns, column => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", column));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_finite_in_range_and_depends_neither_on_batch_nor_on_threads(string kind)
    {
        // The tiles of random references are of no class that a random model is sure of.
        var metric = kind == "grid-pointing" ? new GridPointing(Confidence: 0) : Catalogue<IExplanationMetric>.Create(kind);
        var values = Measure(metric, batch: 1);
        Assert.All(values, value => Assert.True(double.IsFinite(value), $"{value}"));
        Assert.InRange(values[0], metric.Info.Minimum, metric.Info.Maximum);

        int[] batches = [7, 64, 5000];
        var others = new double[batches.Length][];
        Parallel.For(0, others.Length, i => others[i] = Measure(metric, batches[i]));
        Assert.All(others, other => Assert.Equal(values, other));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Says_why_there_is_no_value(string kind)
    {
        // Nothing can be said of an attribution that is no number.
        var metric = Catalogue<IExplanationMetric>.Create(kind);
        var attribution = new float[Shape.Pixels];
        Array.Fill(attribution, float.NaN);
        var values = new double[metric.Columns(Names, "kernel-shap").Count];
        var reason = metric.Measure(Requests.Of(LinearModel.Random(Shape, 4, 1), attribution, RandomArrays.Uniform(Shape.Length, 9), Substrates, method: new KernelShap()), values, default);
        Assert.All(values, value => Assert.Equal(double.NaN, value));
        Assert.Matches("^[a-z].*[^.]$", reason);
    }

    private static double[] Measure(IExplanationMetric metric, int batch)
    {
        var model = LinearModel.Random(Shape, 4, 1, scale: 0.1f);
        var picture = RandomArrays.Uniform(Shape.Length, 9);
        var method = new KernelShap(Subsets: 200, Segments: 9);
        var attribution = new float[Shape.Pixels];
        var request = Requests.Of(
            VariableModel.Random(model),
            attribution,
            picture,
            model.PredictClass(picture),
            method,
            references: new RandomReferences(Shape.Length, 50),
            substrates: Substrates,
            batch: batch,
            others: [new OtherAttribution("rise", RandomArrays.Uniform(Shape.Pixels, 10))],
            perturbations: [new PicturePerturbation("brightness", new Brightness(), ConstantSet.CifarC, 0, "sample")],
            mask: [.. Enumerable.Range(0, Shape.Pixels).Select(i => i % 3 == 0)]);
        method.Attribute(new(request.Function, picture, request.AttributionKey), attribution, [], default);

        var values = new double[metric.Columns(Names, "kernel-shap").Count];
        Array.Fill(values, -99);
        Assert.Null(metric.Measure(request, values, default));
        return values;
    }
}
