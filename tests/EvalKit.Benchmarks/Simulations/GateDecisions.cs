using System.Globalization;
using EvalKit.Core.Configuration;
using EvalKit.Core.Gates.References;
using EvalKit.Core.Metrics;
using EvalKit.Core.Models;
using EvalKit.Core.Planning;
using EvalKit.Core.Randomness;
using EvalKit.Core.Reports;
using EvalKit.Methods.Metrics.Performance;
using MathNet.Numerics.Distributions;

namespace EvalKit.Benchmarks.Simulations;

/// <summary>
/// How often gates decide wrongly, through the same code as <c>evalkit gate</c>: synthetic models beside a synthetic reference run
/// on the same samples. Accuracies differ on a stated share of samples; Brier scores are those of two classes with confident right
/// answers and spread wrong ones, the answer of one sample in five drawn anew for the second model, so that differences are skewed
/// and have heavy tails.
/// </summary>
internal static class GateDecisions
{
    private const string Name = "candidate";

    public static void Run(int draws)
    {
        Console.WriteLine("A model exactly at the margin or bound of a 95 % gate, which must pass in at most 5 %:\n");
        Console.WriteLine("| gate | n | passes | inconclusive | fails |\n| --- | ---: | ---: | ---: | ---: |");
        foreach (var n in new[] { 50, 200, 2000 })
        {
            // A decision on counts takes microseconds, so that its rate is found to a quarter of a point.
            Row($"accuracy not worse by 5 points, 10 % discordant", n, 10 * draws, 0.05, random => Accuracies(ref random, n, 0.075, 0.025));
            Row($"accuracy not worse by 1 point, 2 % discordant", n, 10 * draws, 0.01, random => Accuracies(ref random, n, 0.015, 0.005));
            Row($"Brier score not worse by 0.05", n, draws, 0.05, random => Briers(ref random, n, 0.05));
            Row($"accuracy at least 90 %", n, 10 * draws, double.NaN, random => Accuracies(ref random, n, 0.1, 0));
        }

        Console.WriteLine("\nA file of 20 gates \"accuracy not worse than the reference\" on models as good as it, 10 % discordant:\n");
        Console.WriteLine("| margin | n | the file fails | a gate is inconclusive | the file passes | n that lets the file pass in 90 % |\n| ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (margin, n) in new[] { (0.001, 2000), (0.02, 2000), (0.02, 5000) }) File(margin, n, draws);
    }

    private static void Row(string gate, int n, int draws, double margin, Func<RandomStream, (PredictionTable Old, PredictionTable New)> draw)
    {
        var outcomes = new GateOutcome[draws];
        Parallel.For(0, draws, i =>
        {
            var (old, candidate) = draw(new RandomStream(RandomStream.KeyOf(1, gate, n, i.ToString(CultureInfo.InvariantCulture))));
            var metric = gate.StartsWith("Brier", StringComparison.Ordinal) ? "performance/brier" : "performance/accuracy";
            var config = double.IsNaN(margin) ? Gate(metric) with { Min = 0.9 } : Gate(metric) with { NotWorseThan = "reference", Margin = margin };
            outcomes[i] = Judge(old, [candidate], config, (ulong)i)[0].Outcome;
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {gate} | {n:N0} | {Share(GateOutcome.Pass):0.0} % | {Share(GateOutcome.Inconclusive):0.0} % | {Share(GateOutcome.Fail):0.0} % |"));
        double Share(GateOutcome outcome) => 100.0 * outcomes.Count(one => one == outcome) / draws;
    }

    private static void File(double margin, int n, int draws)
    {
        const int Gates = 20;
        const double Discordant = 0.1;
        int[] fails = new int[draws], open = new int[draws];
        Parallel.For(0, draws, i =>
        {
            var random = new RandomStream(RandomStream.KeyOf(2, "file", n, string.Create(CultureInfo.InvariantCulture, $"{margin}/{i}")));
            var right = Enumerable.Range(0, n).Select(_ => random.NextDouble() < 0.9).ToArray();
            var models = Enumerable.Range(0, Gates).Select(_ => Table(n, sample => Changed(ref random, right[sample], Discordant))).ToArray();
            var results = Judge(Table(n, sample => right[sample]), models, Gate("performance/accuracy") with { NotWorseThan = $"reference:{Name}-0", Margin = margin }, (ulong)i);
            (fails[i], open[i]) = (results.Count(result => result.Outcome == GateOutcome.Fail), results.Count(result => result.Outcome == GateOutcome.Inconclusive));
        });

        // All gates pass in 90 % where each does in 0.9^(1/20).
        var needed = Discordant * Math.Pow((Normal.InvCDF(0, 1, 0.95) + Normal.InvCDF(0, 1, Math.Pow(0.9, 1.0 / Gates))) / margin, 2);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {margin} | {n:N0} | {100.0 * fails.Count(count => count > 0) / draws:0.0} % | {100.0 * open.Sum() / draws / Gates:0.0} % | {100.0 * Enumerable.Range(0, draws).Count(i => fails[i] + open[i] == 0) / draws:0.0} % | {needed:N0} |"));
    }

    // Right answers of nine in ten flip at a ninth of the rate of wrong ones, so that the accuracy stays.
    private static bool Changed(ref RandomStream random, bool right, double discordant) =>
        random.NextDouble() < discordant / 2 / (right ? 0.9 : 0.1) ? !right : right;

    private static (PredictionTable Old, PredictionTable New) Accuracies(ref RandomStream random, int n, double onlyOld, double onlyNew)
    {
        var (old, candidate) = (new bool[n], new bool[n]);
        for (var i = 0; i < n; i++)
        {
            var draw = random.NextDouble();
            (old[i], candidate[i]) = draw < onlyOld ? (true, false) : draw < onlyOld + onlyNew ? (false, true) : (true, true);
        }

        return (Table(n, i => old[i]), Table(n, i => candidate[i]));
    }

    private static (PredictionTable Old, PredictionTable New) Briers(ref RandomStream random, int n, double margin)
    {
        const double Redrawn = 0.2;
        const double Accuracy = 0.9;

        // Right answers have a mean score of 2 · E[(x / 10)²] = 1 / 150, wrong ones of 2 · E[((1 + x) / 2)²] = 7 / 6, x uniform.
        var worse = margin / Redrawn / ((7.0 / 6) - (1.0 / 150));
        var (old, candidate) = (new float[n], new float[n]);
        for (var i = 0; i < n; i++)
        {
            old[i] = Probability(ref random, Accuracy);
            candidate[i] = random.NextDouble() < Redrawn ? Probability(ref random, Accuracy - worse) : old[i];
        }

        return (Scored(old), Scored(candidate));
    }

    // Of the true class.
    private static float Probability(ref RandomStream random, double accuracy) =>
        random.NextDouble() < accuracy ? 1 - (float)(random.NextDouble() / 10) : (1 - (float)random.NextDouble()) / 2;

    private static PredictionTable Scored(float[] probabilities) => Table(probabilities.Length, i => probabilities[i] >= 0.5f) with
    {
        Scores = probabilities.SelectMany(probability => new[] { probability, 1 - probability }).ToArray(),
        Kind = ScoreKind.Probabilities,
    };

    private static PredictionTable Table(int n, Func<int, bool> right) => new(
        Enumerable.Range(0, n).ToArray(), new int[n], Enumerable.Range(0, n).Select(i => right(i) ? 0 : 1).ToArray(), new float[n], default, 2, ScoreKind.Logits);

    private static IReadOnlyList<GateResult> Judge(PredictionTable old, IReadOnlyList<PredictionTable> models, GateConfig gate, ulong seed)
    {
        var provenance = new Provenance("", "", "", "", seed, "", "", 0, 0, 0, "", [], [], "");
        var saved = ReferenceSaving.Of(Run(provenance, [Model(0, "old", old)], []), Plan, new HashSet<string>([gate.Metric]));
        return Summary.OfGates(Run(provenance, [.. models.Select((model, i) => Model(i, "new", model))], [gate]) with { Reference = saved }).Gates;
    }

    private static Plan Plan { get; } = new(
        Core.Planning.Plan.CurrentSchema, "", new("", "", "", ""), 0, new("", "", "", 0, 0), null, "", [], [], [], null, null, false, [], []);

    private static EvaluationRun Run(Provenance provenance, IReadOnlyList<ModelRun> models, IReadOnlyList<GateConfig> gates) =>
        new("", provenance, models, [], null, [], [], [new Accuracy(), new Brier()], [], [], gates, [], []);

    private static ModelRun Model(int number, string sha, PredictionTable clean) => new(
        $"{Name}-{number}", "", sha, null, null, clean, new Dictionary<Condition, PredictionTable>(), new Dictionary<string, ExplanationTable>());

    private static GateConfig Gate(string metric) => new(default, metric, null, null, null, null, null, null);
}
