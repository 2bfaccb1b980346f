using EvalKit.Core.Perturbations;
using EvalKit.Core.Randomness;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Perturbations.Audio;

/// <summary>What a series perturbation makes of a series.</summary>
internal static class PerturbedSeries
{
    public static float[] Of(string kind, float[] source, int severity, string sample = "a", double rate = 1000, int channels = 1)
    {
        // What is in the destination before must not matter.
        var destination = new float[source.Length];
        Array.Fill(destination, float.NaN);
        var context = new SeriesContext(channels, source.Length / channels, rate, severity, RandomStream.KeyOf(7, kind, severity, sample));
        Catalogue<ISeriesPerturbation>.Create(kind).Apply(source, destination, context);
        return destination;
    }

    /// <summary>A sine with so many periods for each value.</summary>
    public static float[] Sine(int length, double frequency, double amplitude = 0.5) =>
        [.. Enumerable.Range(0, length).Select(i => (float)(amplitude * Math.Sin(2 * Math.PI * frequency * i)))];

    /// <summary>The sum of squares.</summary>
    public static double Energy(IEnumerable<float> values) => values.Sum(value => (double)value * value);
}
