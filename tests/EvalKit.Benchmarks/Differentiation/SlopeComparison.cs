using EvalKit.Core.Randomness;
using EvalKit.Onnx.Differentiation;

namespace EvalKit.Benchmarks.Differentiation;

/// <summary>How a gradient compares with the slope of the same graph's output along random directions.</summary>
internal enum SlopeVerdict
{
    /// <summary>They agree along every direction tried.</summary>
    Agrees,

    /// <summary>The slopes of both sides, or of two steps, differ at every point tried: there is nothing to compare with.</summary>
    NoSlope,

    /// <summary>The output is not a number at the data and beside them.</summary>
    OutsideDomain,

    /// <summary>There is a slope, and the gradient is another.</summary>
    Differs,
}

/// <summary>
/// Compares at a case's own data first, and where they lie at a bend (ties, zeros) or at the edge of the domain, a little beside
/// them. The slope is the central difference at four steps; one that agrees suffices, since long steps meet bends and short
/// ones drown in rounding.
/// </summary>
internal sealed class SlopeComparison(GradientCall call, string input)
{
    private const double Tolerance = 5e-3;
    private const double Rounding = 2e-7;

    // Beyond this share of the slope's terms, rounding leaves nothing to compare with.
    private const double MostNoise = 0.05;
    private const int Directions = 2;

    private static readonly float[] Steps = [1f / 32, 1f / 128, 1f / 512, 1f / 2048];
    private static readonly float[] Jitters = [0, 0.05f, 0.1f, 0.2f];

    /// <summary>Compares, at the data of the input as it is filled now.</summary>
    public SlopeVerdict Compare()
    {
        var data = call.Input<float>(input).ToArray();
        var random = new RandomStream(RandomStream.KeyOf(0, "backend", 0, input));
        var size = (float)Math.Clamp(Math.Sqrt(data.Sum(value => (double)value * value) / Math.Max(1, data.Length)), 0.1, 1);
        var verdict = SlopeVerdict.OutsideDomain;
        foreach (var jitter in Jitters)
        {
            var at = Array.ConvertAll(data, value => value + jitter * size * (2 * random.NextSingle() - 1));
            var here = Enumerable.Range(0, Directions).Select(_ => Along(at, size, ref random)).Max();
            if (here is SlopeVerdict.Agrees or SlopeVerdict.Differs) return here;
            if (here == SlopeVerdict.NoSlope) verdict = here;
        }

        return verdict;
    }

    private SlopeVerdict Along(float[] at, float size, ref RandomStream random)
    {
        var direction = new float[at.Length];
        foreach (ref var value in direction.AsSpan()) value = size * (2 * random.NextSingle() - 1);
        var seed = new float[call.Seed.Length];
        foreach (ref var value in seed.AsSpan()) value = 2 * random.NextSingle() - 1;
        seed.CopyTo(call.Seed);
        var output = Run(at);
        var (slope, scale) = (0.0, 0.0);
        for (var i = 0; i < at.Length; i++)
        {
            var term = (double)call.Gradient[i] * direction[i];
            (slope, scale) = (slope + term, scale + Math.Abs(term));
        }

        var magnitude = Terms(seed, output).Sum(Math.Abs);
        if (!double.IsFinite(slope) || !double.IsFinite(magnitude)) return SlopeVerdict.OutsideDomain;

        var found = new List<(double Central, double Bend, double Allowed)>();
        foreach (var step in Steps)
        {
            var (ahead, behind) = (Run(Moved(at, direction, step)), Run(Moved(at, direction, -step)));
            var central = Difference(seed, ahead, behind) / (2 * step);
            var bend = Math.Abs((Difference(seed, ahead, output) - Difference(seed, output, behind)) / step);
            if (!double.IsFinite(central)) continue;
            var noise = Rounding * magnitude / step;
            if (scale > 0 && noise > MostNoise * scale) break;
            if (Math.Abs(central - slope) <= Tolerance * scale + noise) return SlopeVerdict.Agrees;
            found.Add((central, bend, Tolerance * scale + noise));
        }

        return Judge(found, slope, scale);
    }

    private static SlopeVerdict Judge(List<(double Central, double Bend, double Allowed)> found, double slope, double scale)
    {
        if (found.Count == 0) return SlopeVerdict.OutsideDomain;
        double Error(int i) => Math.Abs(found[i].Central - slope);

        // Bends within a step make an error that goes with the step: one that shrinks like it is none in the limit.
        if (found.Count > 2 && Error(found.Count - 1) <= Error(found.Count - 2) / 2 && Error(found.Count - 2) <= Error(found.Count - 3) / 2
            && Error(found.Count - 1) <= MostNoise * scale)
        {
            return SlopeVerdict.Agrees;
        }

        // There is a slope where two steps agree and both sides do.
        for (var i = 1; i < found.Count; i++)
        {
            var near = found[i].Allowed + 0.02 * Math.Abs(found[i].Central);
            if (Math.Abs(found[i].Central - found[i - 1].Central) <= near && found[i].Bend <= 2 * near) return SlopeVerdict.Differs;
        }

        return SlopeVerdict.NoSlope;
    }

    private float[] Run(float[] at)
    {
        at.CopyTo(call.Input<float>(input));
        call.Run();
        return call.Output.ToArray();
    }

    private static float[] Moved(float[] at, float[] direction, float step) => [.. at.Zip(direction, (value, slope) => value + step * slope)];

    private static IEnumerable<double> Terms(float[] seed, float[] output) => seed.Zip(output, (a, b) => (double)a * b);

    private static double Difference(float[] seed, float[] output, float[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < seed.Length; i++) sum += seed[i] * ((double)output[i] - other[i]);
        return sum;
    }
}
