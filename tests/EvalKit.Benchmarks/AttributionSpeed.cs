using System.Globalization;
using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Randomness;
using EvalKit.Methods.Attributions;
using EvalKit.Methods.Attributions.Segments;
using EvalKit.Methods.Attributions.Substrates;

namespace EvalKit.Benchmarks;

/// <summary>
/// What attributions and substrates cost beside the model: microseconds of processor time per masked picture with a function
/// that costs nothing, the median over rounds.
/// </summary>
internal static class AttributionSpeed
{
    private const int Rounds = 9;
    private const int Warmup = 3;

    public static void Run()
    {
        Print(new ImageShape(1, 28, 28), repeats: 50);
        Print(new ImageShape(3, 224, 224), repeats: 1);
    }

    private static void Print(ImageShape shape, int repeats)
    {
        var picture = new float[shape.Length];
        new RandomStream(1).FillUniform(picture);
        var function = new FreeFunction(shape);
        var (attribution, error) = (new float[shape.Pixels], new float[shape.Pixels]);
        Console.WriteLine($"{shape}, microseconds per masked picture");
        (string Name, IAttributionMethod Method)[] methods =
        [
            ("occlusion", new Occlusion()),
            ("rise", new Rise()),
            ("lime", new Lime()),
            ("lime, slic", new Lime(Segmentation: Segmentation.Slic)),
            ("kernel-shap", new KernelShap()),
        ];
        foreach (var (name, method) in methods)
        {
            Report(name, repeats, () =>
            {
                function.Evaluated = 0;
                method.Attribute(new(function, picture, 2), attribution, error, default);
                return function.Evaluated;
            });
        }

        // Removal in a random order, the slowest to fill, and in that of a smooth attribution, ten steps each.
        var removed = new bool[20 * shape.Pixels];
        var destination = new float[20 * shape.Length];
        new Rise(100).Attribute(new(function, picture, 3), attribution, error, default);
        var smooth = Enumerable.Range(0, shape.Pixels).OrderBy(i => attribution[i]).ToArray();
        var scattered = Enumerable.Range(0, shape.Pixels).ToArray();
        new RandomStream(4).Shuffle<int>(scattered);
        for (var step = 0; step < 10; step++)
        {
            for (var i = 0; i < shape.Pixels * (step + 1) / 10; i++)
            {
                removed[(step * shape.Pixels) + smooth[i]] = true;
                removed[((10 + step) * shape.Pixels) + scattered[i]] = true;
            }
        }

        foreach (var (name, substrate) in (IEnumerable<(string, ISubstrate)>)[("mean", new Mean()), ("blur", new Blur()), ("noisy-imputation", new NoisyImputation())])
        {
            Report(name, repeats, () =>
            {
                substrate.Replace(picture, removed, destination, shape, 5);
                return 20;
            });
        }

        Console.WriteLine();
    }

    private static void Report(string name, int repeats, Func<int> work)
    {
        var times = new double[Rounds];
        for (var round = -Warmup; round < Rounds; round++)
        {
            var (start, pictures) = (Environment.CpuUsage.TotalTime, 0);
            for (var i = 0; i < repeats; i++) pictures += work();
            if (round >= 0) times[round] = (Environment.CpuUsage.TotalTime - start).TotalMicroseconds / pictures;
        }

        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-18}{times[Rounds / 2],10:F2}"));
    }

    // Depends on the picture, so that results are not all the same.
    private sealed class FreeFunction(ImageShape shape) : IScalarFunction
    {
        public ImageShape Shape => shape;

        public int PreferredBatch => 32;

        public int Evaluated { get; set; }

        public void Evaluate(ReadOnlySpan<float> pictures, Span<float> values, CancellationToken cancellation)
        {
            for (var i = 0; i < values.Length; i++) values[i] = pictures[(i * shape.Length) + (shape.Pixels / 2)];
            Evaluated += values.Length;
        }
    }
}
