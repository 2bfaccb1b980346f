using System.Collections.Concurrent;
using EvalKit.Core.Comparison;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Calibration;
using EvalKit.Core.Reports.Gallery;

namespace EvalKit.Reporting.Tests;

/// <summary>
/// An invented report shaped like that of the bundled Fashion-MNIST models: 14 models, one with a name that needs escaping,
/// one that failed under a condition, one that was never explained.
/// </summary>
internal static class SampleReport
{
    private static readonly string[] Kinds =
        ["gaussian-noise", "shot-noise", "impulse-noise", "gaussian-blur", "brightness", "contrast", "pixelate", "jpeg"];

    private static readonly string[] Attributions = ["occlusion", "rise"];

    // It takes longer than all else here.
    private static readonly ConcurrentDictionary<int, SizeComparison> Comparisons = new();

    // Name, family, parameters, MACs, clean accuracy, share of it kept under perturbation, relevance gain.
    private static readonly Shape[] Shapes =
    [
        new("cnn-2-s0", "cnn", 1_154, 10_248, 0.8412, 0.72, 0.14),
        new("cnn-3-s0", "cnn", 2_353, 20_772, 0.8672, 0.74, 0.17),
        new("cnn-5-s0", "cnn", 6_411, 52_020, 0.8921, 0.76, 0.21),
        new("linear", null, 7_850, 7_840, 0.8441, 0.80, 0.08),
        new("cnn-8-s0", "cnn", 16_266, 121_536, 0.9098, 0.76, 0.24),
        new("cnn-12-s0", "cnn", 36_394, 259_488, 0.9195, 0.78, 0.27),
        new("cnn-16 <noise & \"blur\">", "cnn", 64_570, 449_280, 0.9102, 0.92, 0.33),
        new("mlp", null, 101_770, 101_632, 0.8893, 0.81, 0.15),
        new("cnn-24-s0", "cnn", 144_906, 975_744, 0.9262, 0.77, 0.29),
        new("vit-small", "vit", 206_218, 9_912_320, 0.9015, 0.79, 0.29),
        new("cnn-32-s0", "cnn", 257_354, 1_704_960, 0.9291, 0.78, 0.31),
        new("cnn-32-s0-fp16", "cnn", 257_354, 1_704_960, 0.9291, 0.78, 0.31),
        new("cnn-32-s0-int8", "cnn", 257_354, 1_704_960, 0.9279, 0.78, double.NaN),
        new("resnet-with-a-very-long-name-that-goes-on-s0", "resnet", 601_034, 8_204_416, 0.9318, 0.80, 0.30),
    ];

    /// <summary>The report of the first <paramref name="models"/> models, without measurements.</summary>
    public static Report Create(int models = 14)
    {
        var shapes = Enumerable.Range(0, models).Select(index => Shapes[index % Shapes.Length] with
        {
            Name = index < Shapes.Length ? Shapes[index].Name : $"{Shapes[index % Shapes.Length].Name}-{index / Shapes.Length}",
        }).OrderBy(shape => shape.Parameters).ToArray();
        return new(
            "fashion",
            new(
                "0.1.0", "1.31.1", "cpu", "x86-64 with AVX-512", 0, "data/fashion/t10k-images-idx3-ubyte.gz",
                new('d', 64), 10_000, 1_000, 200, "cifar-c, the default for pictures of up to 64 pixels", Kinds, Attributions, new('a', 64)),
            [.. shapes.Select(Model)],
            Infos(),
            new(
            [
                Ranking("performance", "performance/accuracy", shapes, shape => shape.Accuracy, 0.004, null),
                Ranking("robustness", "robustness/mean-corrupted-accuracy", shapes, shape => shape.Accuracy * shape.Kept, 0.01, null),
                Ranking("interpretability", "interpretability/relevance-gain", shapes, shape => shape.Gain, 0.03, "On the 158 samples that every model classifies correctly."),
                Ranking("cost", "cost/macs", shapes, shape => -shape.Macs, 0, null),
            ]),
            "Size did not decide. The most accurate model has 601 k parameters, the most robust 65 k; beyond 36 k no model gains more than 1 point per doubling.",
            [
                new("performance/accuracy min 0.9", "cnn-2-s0", "performance/accuracy", GateOutcome.Fail, 0.8412, 0.9, "84.1 % (95 % bound 84.7 %) is below 90 %."),
                new("performance/accuracy min 0.9", "cnn-12-s0", "performance/accuracy", GateOutcome.Pass, 0.9195, 0.9, "The lower bound, 91.5 %, is above 90 %."),
                new("interpretability/relevance-gain min 0.2", "cnn-32-s0-int8", "interpretability/relevance-gain", GateOutcome.Inconclusive, double.NaN, 0.2, "The figure is missing: rise failed."),
            ],
            [new("larger-performs-better", "Larger performs better.", ClaimVerdict.Supported, "Spearman 0.78 (0.41 to 0.94) over 14 models of 5 families.", 14, 5, null)],
            [
                new(FindingLevel.Warning, "cnn-32-s0-int8", "Disagrees with cnn-32-s0 on 1.2 % of the clean samples."),
                new(FindingLevel.Note, null, "The severity constants are CIFAR-C's, since the pictures are 28 × 28."),
            ],
            [new("cnn-32-s0-int8", "rise", "The runtime ended (signal 11) on samples 0 to 199 <twice>.", Retryable: false)])
        {
            Comparison = Comparisons.GetOrAdd(models, _ => SizeComparison.Of(Compared(shapes))),
            Gallery = Gallery([.. shapes.Where(shape => double.IsFinite(shape.Gain)).Select(shape => shape.Name)]),
            Calibration = [.. shapes.Where(shape => shape.Name != "mlp").Select(Reliability)],
        };
    }

    /// <summary>The same report with measured figures.</summary>
    public static Report CreateMeasured(int models = 14)
    {
        var report = Create(models);
        return report with { Measured = Measured(report) };
    }

    private static Measurements Measured(Report report) => new(
        new(2026, 11, 2, 9, 30, 0, TimeSpan.Zero),
        "Example CPU, 2 cores, 24 GiB",
        [new("clean", TimeSpan.FromSeconds(14.2)), new("perturbed", TimeSpan.FromSeconds(121.7)), new("attributions", TimeSpan.FromSeconds(96.4)), new("latency", TimeSpan.FromSeconds(19.5))],
        new SortedDictionary<string, IReadOnlyDictionary<string, Estimate>>(
            report.Models.ToDictionary(model => model.Name, model => (IReadOnlyDictionary<string, Estimate>)Speed(model.Metrics["cost/macs"].Value)), StringComparer.Ordinal))
    {
        Command = "evalkit run eval-configs/fashion.yaml --limit 2000",
    };

    private static SortedDictionary<string, Estimate> Speed(double macs)
    {
        var median = 0.015 + (macs / 2e7);
        return new SortedDictionary<string, Estimate>(StringComparer.Ordinal)
        {
            [Measurements.LatencyP50] = new(median, median * 0.97, median * 1.04, 500),
            [Measurements.LatencyP95] = new(median * 1.3, median * 1.2, median * 1.5, 500),
            [Measurements.Throughput] = new(1800 / median, 1700 / median, 1850 / median, 30),
            [Measurements.PeakMemory] = Estimate.Exact(48e6 + (macs * 2)),
        };
    }

    private static ModelReport Model(Shape shape)
    {
        var figures = new SortedDictionary<string, Estimate>(StringComparer.Ordinal)
        {
            ["cost/activations"] = Estimate.Exact(shape.Macs / 20),
            ["cost/bytes"] = Estimate.Exact((shape.Parameters * 4) + 1_600),
            ["cost/macs"] = Estimate.Exact(shape.Macs),
            ["cost/parameters"] = Estimate.Exact(shape.Parameters),
            ["performance/accuracy"] = Share(shape.Accuracy, 10_000),
            ["performance/ece"] = new(0.01 + ((1 - shape.Accuracy) / 10), null, null, 10_000, "No interval: the bootstrap of ECE does not cover."),
            ["performance/log-loss"] = new(2.4 * (1 - shape.Accuracy), 2.34 * (1 - shape.Accuracy), 2.47 * (1 - shape.Accuracy), 10_000),
            ["robustness/mean-corrupted-accuracy"] = Share(shape.Accuracy * shape.Kept, 1_000),
            ["robustness/mean-corrupted-accuracy@digital"] = Share(shape.Accuracy * shape.Kept * 1.02, 1_000),
            ["robustness/mean-corrupted-accuracy@noise"] = Share(shape.Accuracy * shape.Kept * 0.97, 1_000),
            ["robustness/relative-accuracy"] = Share(shape.Kept, 1_000),
        };
        var gain = double.IsNaN(shape.Gain) ? Estimate.Missing("rise failed: the runtime ended (signal 11).") : new(shape.Gain, shape.Gain - 0.021, shape.Gain + 0.024, 158);
        figures["interpretability/relevance-gain"] = gain;
        figures["interpretability/sparseness@occlusion"] = new(0.6, 0.58, 0.62, 200);
        for (var method = 0; method < Attributions.Length; method++)
            figures[$"interpretability/relevance-gain@{Attributions[method]}"] = gain.IsDefined || method == 0 ? new(0.2 + (method * 0.03), 0.17, 0.26, 158) : gain;
        for (var kind = 0; kind < Kinds.Length; kind++)
        {
            for (var severity = 1; severity <= 5; severity++)
            {
                var loss = (1 - shape.Kept) * severity / 3 * (0.4 + (kind * 7 % 8 * 0.17));
                figures[$"robustness/accuracy@{Kinds[kind]}:{severity}"] = shape.Name == "mlp" && Kinds[kind] == "jpeg" && severity == 5
                    ? Estimate.Missing("A picture did not encode.")
                    : Share(Math.Max(0.1, shape.Accuracy * (1 - loss)), 1_000);
            }

            var last = figures[$"robustness/accuracy@{Kinds[kind]}:5"];
            figures[$"robustness/accuracy@{Kinds[kind]}"] = last.IsDefined
                ? Share(Math.Max(0.1, shape.Accuracy * (1 - ((1 - shape.Kept) * (0.4 + (kind * 7 % 8 * 0.17))))), 1_000)
                : last;
        }

        return new(shape.Name, $"../models/fashion/{shape.Name}.onnx", new('0', 64), shape.Family, figures);
    }

    private static ReliabilityDiagram Reliability(Shape shape) => new(
        shape.Name, [.. Enumerable.Range(6, 9).Select(bin => new ReliabilityBin(bin, (bin + 0.6) / 15, Share(((bin + 0.4) / 15) - (1 - shape.Accuracy), 10 + (bin * bin))))]);

    // Two samples; the first model is wrong on the second one, of which there is no picture.
    private static AttributionGallery Gallery(string[] models) => new(models, Attributions,
    [
        new(3, "3", 9, GalleryReason.EveryModelRight, [.. models.SelectMany(model => Attributions, (model, method) => Shown(model, method, 9))])
        {
            Picture = new(3, new(1, 4, 4), [.. Enumerable.Range(0, 16).Select(i => (byte)(16 * i))]),
        },
        new(7, "7", 2, GalleryReason.ModelsDisagree, [.. models.SelectMany(model => Attributions, (model, method) => Shown(model, method, model == models[0] ? 4 : 2))]),
    ])
    {
        Classes = ["T-shirt", "Trouser", "Pullover", "Dress", "Coat"],
    };

    private static GalleryAttribution Shown(string model, string method, int predicted) => new(
        model, method, predicted, predicted, new(4, 4, Enumerable.Range(0, 16).Select(i => (i - 5) * 0.125f).ToArray()));

    private static ComparedModels Compared(Shape[] shapes) => new(
        "fashion",
        [.. shapes.Select(shape => new ComparedModel(shape.Name, shape.Family))],
        [
            new("cost/parameters", "parameters", [.. shapes.Select(shape => shape.Parameters)]),
            new("cost/macs", "MACs", [.. shapes.Select(shape => shape.Macs)]),
        ],
        [
            new("performance/accuracy", QualityAxis.Performance, Infos()["performance/accuracy"], [.. shapes.Select(shape => shape.Accuracy)], GrowthScale.Accuracy),
            new("robustness/mean-corrupted-accuracy", QualityAxis.Robustness, Infos()["robustness/mean-corrupted-accuracy"], [.. shapes.Select(shape => shape.Accuracy * shape.Kept)], GrowthScale.Accuracy),
        ],
        [],
        0);

    private static AxisRanking Ranking(string axis, string id, Shape[] shapes, Func<Shape, double> quality, double noise, string? note)
    {
        var best = shapes.Select(quality).Where(double.IsFinite).Max();
        var first = Array.FindIndex(shapes, shape => quality(shape) == best);
        return new(axis, id, [.. shapes.Select((shape, index) =>
            double.IsNaN(quality(shape)) ? Standing.Unranked
            : index == first ? Standing.Best
            : quality(shape) >= best - noise ? Standing.TiedWithBest
            : Standing.Worse)], note);
    }

    private static Estimate Share(double value, int n)
    {
        var half = Math.Round(1.96 * Math.Sqrt(value * (1 - value) / n), 6);
        return new(Math.Round(value, 4), Math.Round(value, 4) - half, Math.Round(value, 4) + half, n);
    }

    private static SortedDictionary<string, MetricInfo> Infos()
    {
        var infos = new SortedDictionary<string, MetricInfo>(StringComparer.Ordinal)
        {
            ["cost/activations"] = new("Activations", "numbers", 0, double.PositiveInfinity, ScoreDirection.LowerIsBetter, "Numbers in all intermediate tensors for one sample."),
            ["cost/bytes"] = new("Size of the file", "bytes", 0, double.PositiveInfinity, ScoreDirection.LowerIsBetter, "The file and its external data."),
            ["cost/macs"] = new("Multiply–accumulates", "MACs", 0, double.PositiveInfinity, ScoreDirection.LowerIsBetter, "Counted from a trace of one sample."),
            ["cost/parameters"] = new("Parameters", "parameters", 0, double.PositiveInfinity, ScoreDirection.Neither, "Numbers in the weights, a tied tensor once."),
            ["interpretability/relevance-gain"] = new("Relevance gain", "fraction", -1, 1, ScoreDirection.HigherIsBetter, "Area between the prediction-kept curves, least and most relevant first."),
            ["interpretability/sparseness@occlusion"] = new("Sparseness", "fraction", 0, 1, ScoreDirection.Neither, "Hurley and Rickard 2009, Gini index of magnitudes."),
            ["performance/accuracy"] = new("Accuracy", "fraction", 0, 1, ScoreDirection.HigherIsBetter, "Share of samples whose prediction is the label."),
            ["performance/ece"] = new("Expected calibration error", "fraction", 0, 1, ScoreDirection.LowerIsBetter, "Naeini et al. 2015; 15 bins as Guo et al. 2017."),
            ["performance/log-loss"] = new("Log loss", "nats", 0, double.PositiveInfinity, ScoreDirection.LowerIsBetter, "Mean of −ln p(label)."),
            ["robustness/mean-corrupted-accuracy"] = new("Mean corrupted accuracy", "fraction", 0, 1, ScoreDirection.HigherIsBetter, "Mean over kinds and severities; Hendrycks and Dietterich 2019."),
            ["robustness/relative-accuracy"] = new("Relative accuracy", "fraction", 0, 1, ScoreDirection.HigherIsBetter, "Mean corrupted accuracy over clean accuracy."),
        };
        foreach (var kind in Kinds)
        {
            infos[$"robustness/accuracy@{kind}"] = infos["performance/accuracy"];
            for (var severity = 1; severity <= 5; severity++)
                infos[$"robustness/accuracy@{kind}:{severity}"] = infos["performance/accuracy"];
        }

        return infos;
    }

    private sealed record Shape(string Name, string? Family, double Parameters, double Macs, double Accuracy, double Kept, double Gain);
}
