using System.Diagnostics;
using System.Globalization;
using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Randomness;

namespace EvalKit.Benchmarks;

/// <summary>
/// Milliseconds per picture on one thread for each perturbation and severity: the median over rounds. Every round times
/// each once, so that drift of the machine hits all alike.
/// </summary>
internal static class CorruptionSpeed
{
    private const int Rounds = 21;
    private const int Warmup = 3;

    public static void Run()
    {
        Print(new ImageShape(3, 224, 224), ConstantSet.ImageNetC, repeats: 1);
        Print(new ImageShape(1, 28, 28), ConstantSet.CifarC, repeats: 100);
    }

    private static void Print(ImageShape shape, ConstantSet constants, int repeats)
    {
        var source = new float[shape.Length];
        new RandomStream(0).FillUniform(source);
        var destination = new float[shape.Length];
        var times = PerturbationCatalogue.All.ToDictionary(entry => entry.Kind, _ => new double[5][]);
        foreach (var ofKind in times.Values)
        {
            for (var i = 0; i < 5; i++) ofKind[i] = new double[Rounds];
        }

        var allocatedBefore = 0L;
        for (var round = -Warmup; round < Rounds; round++)
        {
            foreach (var (kind, perturbation) in PerturbationCatalogue.All)
            {
                for (var severity = 1; severity <= 5; severity++)
                {
                    var context = new PerturbationContext(shape, severity, constants, RandomStream.KeyOf(0, kind, severity, "picture"));
                    var start = Stopwatch.GetTimestamp();
                    for (var i = 0; i < repeats; i++) perturbation.Apply(source, destination, context);
                    var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds / repeats;
                    if (round >= 0) times[kind][severity - 1][round] = elapsed;
                }
            }
        }

        Console.WriteLine($"{shape}, {constants}, ms per picture   bytes left to the garbage collector");
        Console.WriteLine("kind                  1        2        3        4        5      mean     bytes");
        foreach (var (kind, perturbation) in PerturbationCatalogue.All)
        {
            var context = new PerturbationContext(shape, 3, constants, 0);
            allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 10; i++) perturbation.Apply(source, destination, context);
            var allocated = (GC.GetAllocatedBytesForCurrentThread() - allocatedBefore) / 10;

            var medians = times[kind].Select(Median).ToArray();
            var cells = string.Concat(medians.Select(x => x.ToString("F4", CultureInfo.InvariantCulture).PadLeft(9)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind,-14}{cells} {medians.Average(),9:F4} {allocated,9}"));
        }

        Console.WriteLine();
    }

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
