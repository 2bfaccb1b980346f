using System.Diagnostics;
using System.Globalization;
using EvalKit.Cli;
using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Randomness;

namespace EvalKit.Benchmarks;

/// <summary>
/// Milliseconds per picture on one thread for each perturbation and severity: the lowest of the rounds, since whatever else
/// runs on the machine only adds. Every round times each once, so that drift of the machine hits all alike.
/// </summary>
internal static class CorruptionSpeed
{
    private const int Rounds = 30;

    public static void Run()
    {
        Print(new ImageShape(3, 224, 224), ConstantSet.ImageNetC, repeats: 1);
        Print(new ImageShape(1, 28, 28), ConstantSet.CifarC, repeats: 10);
    }

    private static void Print(ImageShape shape, ConstantSet constants, int repeats)
    {
        var source = new float[shape.Length];
        new RandomStream(0).FillUniform(source);

        // The values that 8-bit pictures have.
        foreach (ref var value in source.AsSpan()) value = MathF.Floor(value * 256) / 255;
        var destination = new float[shape.Length];
        var perturbations = CompositionRoot.CreateCatalog().All<IImagePerturbation>();
        var lowest = perturbations.ToDictionary(plugin => plugin.Kind, _ => Enumerable.Repeat(double.PositiveInfinity, 5).ToArray());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var plugin in perturbations)
            {
                for (var severity = 1; severity <= 5; severity++)
                {
                    var context = new PerturbationContext(shape, severity, constants, RandomStream.KeyOf(0, plugin.Kind, severity, "picture"));
                    var start = Stopwatch.GetTimestamp();
                    for (var i = 0; i < repeats; i++) plugin.Method.Apply(source, destination, context);
                    var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds / repeats;
                    lowest[plugin.Kind][severity - 1] = Math.Min(lowest[plugin.Kind][severity - 1], elapsed);
                }
            }
        }

        Console.WriteLine($"{shape}, {constants}, ms per picture   bytes left to the garbage collector");
        Console.WriteLine("kind                  1        2        3        4        5      mean     bytes");
        foreach (var plugin in perturbations)
        {
            var context = new PerturbationContext(shape, 3, constants, 0);
            var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 10; i++) plugin.Method.Apply(source, destination, context);
            var allocated = (GC.GetAllocatedBytesForCurrentThread() - allocatedBefore) / 10;

            var cells = string.Concat(lowest[plugin.Kind].Select(x => x.ToString("F4", CultureInfo.InvariantCulture).PadLeft(9)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{plugin.Kind,-14}{cells} {lowest[plugin.Kind].Average(),9:F4} {allocated,9}"));
        }

        Console.WriteLine();
    }
}
