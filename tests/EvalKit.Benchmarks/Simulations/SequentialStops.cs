using System.Globalization;
using EvalKit.Core.Randomness;
using EvalKit.Core.Statistics;
using MathNet.Numerics.Distributions;

namespace EvalKit.Benchmarks.Simulations;

/// <summary>
/// How often sequential gates decide wrongly when they are looked at after every sample of the data, and after how many samples
/// they stop, beside the fixed number that a one-sided 95 % test needs for a power of 90 %.
/// </summary>
internal static class SequentialStops
{
    private const int Samples = 10_000;
    private const double Needed = 20;

    private delegate double Draw(ref RandomStream random);

    private sealed record Case(string Gate, double Low, double High, double Limit, double Gap, double DeviationAtLimit, double Deviation, Draw AtLimit, Draw Clear);

    public static void Run(int draws)
    {
        Console.WriteLine($"At the bound, looked at after each of {Samples:N0} samples, then clear cases:\n");
        Console.WriteLine("| gate | at the bound: ever passes | ever fails | fixed n (power 90 %) | mean stop | over n | decided by N | data saved |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var one in Cases()) Console.WriteLine(Row(one, draws));
    }

    private static IEnumerable<Case> Cases()
    {
        foreach (var (discordant, margin) in new[] { (0.02, 0.01), (0.05, 0.01), (0.05, 0.02), (0.1, 0.02), (0.1, 0.05) })
        {
            yield return new(
                string.Create(CultureInfo.InvariantCulture, $"accuracy not worse by {100 * margin} {(margin == 0.01 ? "point" : "points")}, equal, {100 * discordant} % discordant"),
                -1, 1, -margin, margin, Math.Sqrt(discordant - (margin * margin)), Math.Sqrt(discordant),
                Paired((discordant - margin) / 2, (discordant + margin) / 2), Paired(discordant / 2, discordant / 2));
        }

        foreach (var (accuracy, bound) in new[] { (0.9, 0.88), (0.9, 0.85), (0.99, 0.98) })
        {
            yield return new(
                string.Create(CultureInfo.InvariantCulture, $"accuracy {accuracy} at least {bound}"),
                0, 1, bound, accuracy - bound, Math.Sqrt(bound * (1 - bound)), Math.Sqrt(accuracy * (1 - accuracy)),
                (ref RandomStream random) => random.NextDouble() < bound ? 1 : 0, (ref RandomStream random) => random.NextDouble() < accuracy ? 1 : 0);
        }

        // Two models whose score is 4/3 · x² on every sample, x uniform, redrawn on one in ten: the difference has variance 0.1 · 2 · (16/9) · (4/45).
        var deviation = Math.Sqrt(0.1 * 2 * 16 / 9 * 4 / 45);
        yield return new(
            "Brier score not worse by 0.02, equal, one in ten redrawn", -2, 2, -0.02, 0.02, deviation, deviation,
            (ref RandomStream random) => Redrawn(ref random) - 0.02, Redrawn);
    }

    private static Draw Paired(double better, double worse) => (ref RandomStream random) =>
    {
        var draw = random.NextDouble();
        return draw < better ? 1 : draw < better + worse ? -1 : 0;
    };

    private static double Redrawn(ref RandomStream random)
    {
        if (random.NextDouble() >= 0.1) return 0;
        var (old, candidate) = (random.NextDouble(), random.NextDouble());
        return 4.0 / 3 * ((old * old) - (candidate * candidate));
    }

    private static string Row(Case one, int draws)
    {
        bool[] passes = new bool[draws], fails = new bool[draws], decided = new bool[draws];
        var stops = new double[draws];
        Parallel.For(0, draws, i =>
        {
            var random = new RandomStream(RandomStream.KeyOf(3, one.Gate, 0, i.ToString(CultureInfo.InvariantCulture)));
            var (pass, fail) = Tests();
            for (var n = 0; n < Samples; n++)
            {
                var value = one.AtLimit(ref random);
                pass.Add(value);
                fail.Add(value);
            }

            (passes[i], fails[i]) = (pass.Evidence >= Needed, fail.Evidence >= Needed);

            (pass, fail) = Tests();
            while (pass.N < Samples && pass.Evidence < Needed && fail.Evidence < Needed)
            {
                var value = one.Clear(ref random);
                pass.Add(value);
                fail.Add(value);
            }

            (stops[i], decided[i]) = (pass.N, pass.Evidence >= Needed);
        });

        var fixedN = Math.Pow(((Normal.InvCDF(0, 1, 0.95) * one.DeviationAtLimit) + (Normal.InvCDF(0, 1, 0.9) * one.Deviation)) / one.Gap, 2);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {one.Gate} | {Percent(passes)} | {Percent(fails)} | {fixedN:N0} | {stops.Average():N0} | {stops.Average() / fixedN:0.00} | {Percent(decided)} | {100 * (1 - (stops.Average() / Samples)):0} % |");

        (BettingTest Pass, BettingTest Fail) Tests() => (new(one.Low, one.High, one.Limit, isAbove: true), new(one.Low, one.High, one.Limit, isAbove: false));
    }

    private static string Percent(bool[] values) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * values.Count(value => value) / values.Length:0.0} %");
}
