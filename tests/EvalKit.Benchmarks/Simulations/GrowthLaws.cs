using System.Globalization;
using EvalKit.Core.Comparison.Growth;
using EvalKit.Core.Randomness;

namespace EvalKit.Benchmarks.Simulations;

/// <summary>
/// How often the decisions on growth laws are wrong: synthetic accuracies of models whose sizes go from 1e4 to 1e8 in equal
/// ratios, with Gaussian noise on the logit. All start from an accuracy of 50 to 70 % at the smallest size. The log-linear
/// laws gain 0.01 to 0.3 a doubling, so that some lie below the stated gain from the start; the saturating ones near an
/// asymptote of 88 to 97 % with an exponent of 0.3 to 0.6, and reach their plateau within the sizes.
/// </summary>
internal static class GrowthLaws
{
    private const double Smallest = 1e4;
    private const double Largest = 1e8;

    public static void Run(int draws)
    {
        Console.WriteLine("| law | sizes | noise | the F-test rejects the line | called a plateau | the interval holds the place |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        int[] counts = [8, 12, 20];
        double[] noises = [0.02, 0.05, 0.1];
        foreach (var form in Enum.GetValues<GrowthForm>())
        {
            foreach (var count in counts)
            {
                foreach (var noise in noises) Console.WriteLine(Row(form, count, noise, draws));
            }
        }
    }

    private static string Row(GrowthForm form, int count, double noise, int draws)
    {
        var laws = new GrowthLaw[draws];
        var places = new double[draws];
        Parallel.For(0, draws, draw =>
        {
            var random = new RandomStream(RandomStream.KeyOf(1, form.ToString(), count, string.Create(CultureInfo.InvariantCulture, $"{noise}/{draw}")));
            (var curve, places[draw]) = form == GrowthForm.Saturating ? Saturating(ref random) : (Line(ref random, isFlat: form == GrowthForm.Constant), double.NaN);
            var sizes = Enumerable.Range(0, count).Select(i => Smallest * Math.Pow(Largest / Smallest, i / (count - 1.0))).ToArray();
            var y = new double[count];
            for (var i = 0; i < count; i++) y[i] = curve(sizes[i]) + (noise * random.NextGaussian());
            laws[draw] = GrowthFit.Of(sizes, y)!;
        });
        var held = laws.Zip(places).Where(pair => pair.First.Plateau is not null && double.IsFinite(pair.Second))
            .Select(pair => pair.First.Plateau!.Low <= pair.Second && pair.Second <= pair.First.Plateau.High).ToList();
        return string.Join(
            " | ",
            "| " + form,
            count,
            noise.ToString(CultureInfo.InvariantCulture),
            Share(laws.Select(law => law.Form == GrowthForm.Saturating)),
            Share(laws.Select(law => law.HasPlateau)),
            (held.Count > 0 ? Share(held) : "") + " |");
    }

    private static string Share(IEnumerable<bool> outcomes) => outcomes.Average(one => one ? 100.0 : 0).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static Func<double, double> Line(ref RandomStream random, bool isFlat)
    {
        var low = GrowthFit.Logit(Between(ref random, 0.5, 0.7));
        var gain = isFlat ? 0 : Between(ref random, 0.01, 0.3);
        return size => low + (gain * Math.Log2(size / Smallest));
    }

    private static (Func<double, double> Curve, double Place) Saturating(ref RandomStream random)
    {
        while (true)
        {
            var low = GrowthFit.Logit(Between(ref random, 0.5, 0.7));
            var asymptote = GrowthFit.Logit(Between(ref random, 0.88, 0.97));
            var exponent = Between(ref random, 0.3, 0.6);
            var reach = asymptote - low;
            var place = Smallest * Math.Pow(reach * (1 - Math.Pow(2, -exponent)) / GrowthLaw.StatedGain, 1 / exponent);
            // Within the sizes with room for an interval: a factor of ten from either end.
            if (place >= 10 * Smallest && place <= Largest / 10) return (size => asymptote - (reach * Math.Pow(size / Smallest, -exponent)), place);
        }
    }

    private static double Between(ref RandomStream random, double low, double high) => low + ((high - low) * random.NextDouble());
}
