using System.Diagnostics;

namespace EvalKit.Benchmarks;

/// <summary>
/// Times of two ways to do one thing, taken in turns, so that drift of the machine hits both alike: each round times both,
/// and its ratio is one observation.
/// </summary>
/// <param name="First">Seconds of the first, the median over rounds.</param>
/// <param name="Second">Seconds of the second, likewise.</param>
/// <param name="Ratio">Second over first, the median over rounds.</param>
/// <param name="Lower">The lower quartile of the ratio.</param>
/// <param name="Upper">The upper quartile of the ratio.</param>
/// <param name="ProcessorRatio">The ratio of the processor time that all rounds took, which other programs hardly touch.</param>
internal sealed record PairedTimes(double First, double Second, double Ratio, double Lower, double Upper, double ProcessorRatio)
{
    // Long enough that the clock's and the scheduler's steps do not matter.
    private const double LeastSeconds = 0.1;

    // Until the compiler has seen what is called often: short of it, its own work and its first code are measured.
    private const double WarmUpSeconds = 5;

    /// <summary>Measures.</summary>
    /// <param name="rounds">The number of rounds.</param>
    /// <param name="first">The first way.</param>
    /// <param name="second">The second way.</param>
    public static PairedTimes Measure(int rounds, Action first, Action second)
    {
        var started = Stopwatch.GetTimestamp();
        do
        {
            first();
            second();
        }
        while (Stopwatch.GetElapsedTime(started).TotalSeconds < WarmUpSeconds);

        var repeats = (int)Math.Ceiling(LeastSeconds / Time(first, 1).Seconds);
        var (firsts, seconds) = (new double[rounds], new double[rounds]);
        var (processorFirst, processorSecond) = (0.0, 0.0);
        for (var round = 0; round < rounds; round++)
        {
            // The order changes from round to round, so that a steady drift cancels.
            var a = round % 2 == 0 ? Time(first, repeats) : default;
            var b = Time(second, repeats);
            if (round % 2 != 0) a = Time(first, repeats);
            (firsts[round], seconds[round]) = (a.Seconds / repeats, b.Seconds / repeats);
            processorFirst += a.Processor;
            processorSecond += b.Processor;
        }

        var ratios = firsts.Zip(seconds, (a, b) => b / a).ToArray();
        return new PairedTimes(
            Quantile(firsts, 0.5), Quantile(seconds, 0.5), Quantile(ratios, 0.5), Quantile(ratios, 0.25), Quantile(ratios, 0.75), processorSecond / processorFirst);
    }

    private static (double Seconds, double Processor) Time(Action work, int repeats)
    {
        var (processor, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        for (var i = 0; i < repeats; i++) work();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    // The order statistic nearest to the quantile.
    private static double Quantile(double[] values, double quantile) => values.Order().ElementAt((int)Math.Round(quantile * (values.Length - 1)));
}
