using System.Globalization;
using EvalKit.Core.Randomness;
using EvalKit.Core.Statistics;

namespace EvalKit.Benchmarks.Simulations;

/// <summary>
/// How often a rank correlation of size and quality decides where there is none, and where there is one. Models come in families
/// that share half of the variance of size and of quality; one family holds a third of the models, as in real tables.
/// </summary>
internal static class FamilyCorrelations
{
    private const double Shared = 0.5;

    public static void Run(int draws)
    {
        Console.WriteLine("| models | families | true correlation | decided by the models' interval | by both intervals |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: |");
        foreach (var (models, families) in new[] { (12, 1), (15, 6), (30, 10), (60, 20), (300, 60) })
        {
            foreach (var correlation in new[] { 0.0, 0.7 }) Row(models, families, correlation, draws);
        }
    }

    private static void Row(int models, int families, double correlation, int draws)
    {
        var outcomes = new (bool Models, bool Both)[draws];
        Parallel.For(0, draws, draw =>
        {
            var random = new RandomStream(RandomStream.KeyOf(1, "correlations", models, string.Create(CultureInfo.InvariantCulture, $"{families}/{correlation}/{draw}")));
            var one = Drawn(ref random, models, families, correlation);
            outcomes[draw] = (Decides(one.OverModels), Decides(one.Deciding));
        });
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {models} | {families} | {correlation:0.0} | {100 * outcomes.Average(one => one.Models ? 1.0 : 0):0.0} % | {100 * outcomes.Average(one => one.Both ? 1.0 : 0):0.0} % |"));
    }

    private static RankCorrelation Drawn(ref RandomStream random, int models, int families, double correlation)
    {
        var (shared, own) = (families == 1 ? 0 : Math.Sqrt(Shared), families == 1 ? 1 : Math.Sqrt(1 - Shared));
        var (familyX, familyY) = (new double[families], new double[families]);
        for (var family = 0; family < families; family++) (familyX[family], familyY[family]) = Pair(ref random, correlation);
        var (x, y, names) = (new double[models], new double[models], new string[models]);
        for (var model = 0; model < models; model++)
        {
            var family = model < models / 3 ? 0 : model % families;
            var (a, b) = Pair(ref random, correlation);
            (x[model], y[model]) = ((shared * familyX[family]) + (own * a), (shared * familyY[family]) + (own * b));
            names[model] = family.ToString(CultureInfo.InvariantCulture);
        }

        return RankCorrelation.Of(x, y, [], names, 0);
    }

    private static (double X, double Y) Pair(ref RandomStream random, double correlation)
    {
        var x = random.NextGaussian();
        return (x, (correlation * x) + (Math.Sqrt(1 - (correlation * correlation)) * random.NextGaussian()));
    }

    private static bool Decides(Interval? interval) => interval is { } ends && (ends.Low > 0 || ends.High < 0);
}
