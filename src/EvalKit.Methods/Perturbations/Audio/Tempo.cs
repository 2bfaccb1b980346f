using EvalKit.Core.Perturbations;

namespace EvalKit.Methods.Perturbations.Audio;

/// <summary>How much faster or slower a series runs.</summary>
internal static class Tempo
{
    private static readonly SeverityValues<double> Factor = new(1.05, 1.1, 1.15, 1.2, 1.3);

    /// <summary>The severity's factor, above 1, or its inverse, by the toss of a coin.</summary>
    public static double Draw(in SeriesContext context)
    {
        var factor = Factor[context.Severity];
        var random = context.CreateRandom();
        return random.NextInt(2) == 0 ? factor : 1 / factor;
    }
}
