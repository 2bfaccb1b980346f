using System.Globalization;
using EvalKit.Core.Randomness;
using EvalKit.Core.Statistics;
using MathNet.Numerics.Distributions;

namespace EvalKit.Benchmarks.Simulations;

/// <summary>How often the 95 % intervals of figures hold the truth, over seeded draws of whole evaluations.</summary>
/// <param name="draws">The evaluations drawn for each row.</param>
internal sealed class IntervalCoverage(int draws)
{
    private const int GridOfTruth = 2_000;

    private readonly Intervals _intervals = new(Intervals.Usual, new Resamples(0));

    private delegate bool Draw(ref RandomStream random);

    public void Run()
    {
        Console.WriteLine("| figure | n | case | covers |");
        Console.WriteLine("| --- | ---: | --- | ---: |");
        foreach (var n in new[] { 200, 2_000, 10_000 })
        {
            foreach (var p in new[] { 0.6, 0.9, 0.99 }) Accuracy(n, p);
        }

        foreach (var n in new[] { 200, 2_000 })
        {
            foreach (var (first, second) in new[] { (0.01, 0.01), (0.015, 0.005), (0.05, 0.05), (0.07, 0.03) }) PairedAccuracies(n, first, second);
        }

        foreach (var n in new[] { 150, 200, 1_000 })
        {
            foreach (var easiest in new[] { -2.5, -6.5 }) CorruptedAccuracy(n, easiest);
        }

        foreach (var n in new[] { 64, 200 })
        {
            foreach (var zeros in new[] { 0.1, 0.4 }) RelevanceGain(n, zeros);
        }

        foreach (var n in new[] { 200, 500, 2_000 })
        {
            foreach (var (margin, own, gap) in new[] { (3.0, 0.2, 0.0), (3.0, 0.2, 0.3), (5.0, 0.03, 0.0), (5.0, 0.03, 0.3) }) BrierDifference(n, margin, own, gap);
        }
    }

    // The exact coverage sums the binomial probabilities of the counts whose interval holds p.
    private void Accuracy(int n, double p)
    {
        var binomial = new Binomial(p, n);
        bool Holds(long hits) => Wilson.Of(hits, n, Intervals.Usual) is var interval && interval.Low <= p && p <= interval.High;
        var exact = Enumerable.Range(0, n + 1).Where(hits => Holds(hits)).Sum(binomial.Probability);
        Row("accuracy, Wilson", n, $"p = {Text(p)}; exactly {Percent(exact)}", (ref random) =>
        {
            var hits = 0;
            for (var i = 0; i < n; i++) hits += random.NextDouble() < p ? 1 : 0;
            return Holds(hits);
        });
    }

    private void PairedAccuracies(int n, double first, double second) =>
        Row("paired accuracies, Tango", n, $"discordant {Percent(first + second)}, difference {Percent(first - second)}", (ref random) =>
        {
            int onlyFirst = 0, onlySecond = 0;
            for (var i = 0; i < n; i++)
            {
                var u = random.NextDouble();
                if (u < first) onlyFirst++;
                else if (u < first + second) onlySecond++;
            }

            var interval = Tango.Of(onlyFirst, onlySecond, n, Intervals.Usual);
            return interval.Low <= first - second && first - second <= interval.High;
        });

    // Forty conditions; a sample is right under one with the logistic probability of its ease less the condition's hardness.
    private void CorruptedAccuracy(int n, double easiest)
    {
        const int Conditions = 40;
        double[] hardness = [.. Enumerable.Range(0, Conditions).Select(i => easiest + (4.0 * i / (Conditions - 1)))];
        var truth = Enumerable.Range(0, GridOfTruth).Average(i => hardness.Average(one => Logistic((2 * Quantile(i)) - one)));
        Row("mean corrupted accuracy", n, $"40 conditions, mean {Percent(truth)}", (ref random) =>
        {
            var values = new double[n];
            for (var i = 0; i < n; i++)
            {
                var ease = 2 * random.NextGaussian();
                foreach (var one in hardness) values[i] += random.NextDouble() < Logistic(ease - one) ? 1.0 / Conditions : 0;
            }

            return Holds(values, truth);
        });
    }

    // Areas between curves of ten steps, a mean of three substrates: a share of exact zeros, the others skewed within −0.5 to 1.
    private void RelevanceGain(int n, double zeros)
    {
        double Value(double u) => (1.5 * u * u * (3 - (2 * u))) - 0.5;
        double Rounded(double value) => Math.Round(value * 60) / 60;
        var truth = (1 - zeros) * Enumerable.Range(0, GridOfTruth * 50).Average(i => Rounded(Value((i + 0.5) / (GridOfTruth * 50))));
        Row("relevance gain", n, $"{Percent(zeros)} zeros, mean {Text(Math.Round(truth, 3))}", (ref random) =>
        {
            var values = new double[n];
            for (var i = 0; i < n; i++) values[i] = random.NextDouble() < zeros ? 0 : Rounded(Value(random.NextDouble()));
            return Holds(values, truth);
        });
    }

    // Two models of two classes whose margins have deviation 2, of which a share of the variance is each model's own; the second's
    // are lower by a gap. The larger the margin and the smaller that share, the more the difference rests on few samples.
    private void BrierDifference(int n, double margin, double own, double gap)
    {
        static double Brier(double margin) => 2 * Math.Pow(1 - Logistic(margin), 2);
        var truth = Enumerable.Range(0, GridOfTruth).Average(i => Brier(margin + (2 * Quantile(i)) - gap) - Brier(margin + (2 * Quantile(i))));
        Row("difference of Brier scores", n, $"margin {Text(margin)}, own share {Percent(own)}, difference {Text(Math.Round(truth, 4))}", (ref random) =>
        {
            var values = new double[n];
            for (var i = 0; i < n; i++)
            {
                var ease = margin + (2 * Math.Sqrt(1 - own) * random.NextGaussian());
                var (first, second) = (2 * Math.Sqrt(own) * random.NextGaussian(), 2 * Math.Sqrt(own) * random.NextGaussian());
                values[i] = Brier(ease + second - gap) - Brier(ease + first);
            }

            return Holds(values, truth);
        });
    }

    private bool Holds(double[] values, double truth) => _intervals.Mean(values) is { Low: { } low, High: { } high } && low <= truth && truth <= high;

    private void Row(string figure, int n, string description, Draw draw)
    {
        var held = new bool[draws];
        Parallel.For(0, draws, i =>
        {
            var random = new RandomStream(RandomStream.KeyOf(1, figure + description, n, i.ToString(CultureInfo.InvariantCulture)));
            held[i] = draw(ref random);
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {figure} | {n:N0} | {description} | {Percent(held.Average(one => one ? 1.0 : 0))} |"));
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Quantile(int i) => Normal.InvCDF(0, 1, (i + 0.5) / GridOfTruth);

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
