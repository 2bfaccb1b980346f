using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

/// <summary>What every image perturbation of the catalogue must keep to.</summary>
public class ImagePerturbationContractTests
{
    private static readonly IReadOnlyList<PluginInstance<IImagePerturbation>> Plugins =
        PluginCatalog.FromAssemblies(typeof(GaussianNoise).Assembly).All<IImagePerturbation>();

    private static readonly ImageShape[] Shapes =
    [
        new(1, 28, 28), new(3, 32, 32), new(1, 1, 1), new(3, 1, 1), new(3, 33, 17), new(1, 2, 9), new(3, 224, 224),
    ];

    public static TheoryData<string> Kinds => [.. Plugins.Select(plugin => plugin.Kind)];

    // Saturate first takes colour away, then adds it. What is random in the large (an angle, a texture) is in order at most
    // on average, and by its published constants sometimes not even that: ReferencePsnrTests hold it to the original's.
    public static TheoryData<string> OrderedKinds =>
        [.. Plugins.Where(plugin => plugin.Kind != "saturate" && (plugin.Method.Category == PerturbationCategory.Noise || !IsRandom(plugin.Method))).Select(plugin => plugin.Kind)];

    public static TheoryData<string> RandomKinds => [.. Plugins.Where(plugin => IsRandom(plugin.Method)).Select(plugin => plugin.Kind)];

    public static TheoryData<string, ImageShape> KindsAndShapes
    {
        get
        {
            var data = new TheoryData<string, ImageShape>();
            foreach (var plugin in Plugins)
            {
                foreach (var shape in Shapes) data.Add(plugin.Kind, shape);
            }

            return data;
        }
    }

    [Fact]
    public void All_are_found() => Assert.True(Plugins.Count >= 19);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_described(string kind)
    {
        var type = Create(kind).GetType();
        var attribute = type.GetCustomAttribute<PluginAttribute>()!;
        Assert.Matches(new Regex("^[a-z0-9]+(-[a-z0-9]+)*$"), kind);
        Assert.True(attribute.Version >= 1);
        Assert.Matches(@"\d{4}", attribute.Source);
        Assert.True(type.IsSealed && type.IsPublic);
    }

    [Theory]
    [MemberData(nameof(KindsAndShapes))]
    public void Keeps_range_shape_and_source_and_depends_on_the_key_only(string kind, ImageShape shape)
    {
        var perturbation = Create(kind);
        var source = CreateTexture(shape, 0, 1);
        var copy = source.ToArray();
        foreach (var constants in Enum.GetValues<ConstantSet>())
        {
            for (var severity = 1; severity <= 5; severity++)
            {
                var first = Apply(perturbation, source, shape, severity, constants, sample: "a");
                Assert.InRange(first.Min(), 0f, 1f);
                Assert.InRange(first.Max(), 0f, 1f);
                Assert.DoesNotContain(float.NaN, first);
                Assert.True(copy.AsSpan().SequenceEqual(source));

                var others = new float[2][];
                Parallel.For(0, others.Length, i => others[i] = Apply(perturbation, source, shape, severity, constants, sample: "a"));
                Assert.All(others, other => Assert.True(first.AsSpan().SequenceEqual(other)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_random_differs_between_samples_at_every_severity(string kind)
    {
        var perturbation = Create(kind);
        var isRandom = perturbation.Category == PerturbationCategory.Noise || IsRandom(perturbation);
        foreach (var constants in Enum.GetValues<ConstantSet>())
        {
            for (var severity = 1; severity <= 5; severity++) Assert.Equal(isRandom, Differs(perturbation, severity, constants));
        }
    }

    [Theory]
    [MemberData(nameof(RandomKinds))]
    public void Samples_and_severities_draw_independent_numbers(string kind)
    {
        // What the draws of one condition have in common is taken away; the rests of two samples, and of one sample at two
        // severities, must then be uncorrelated. Pairs without a common member give the standard error.
        const int Samples = 80;
        var perturbation = Create(kind);
        var shape = new ImageShape(3, 32, 32);
        var source = CreateTexture(shape, 0.2f, 0.8f);
        var (mild, strong) = (Rests(4), Rests(5));
        AssertUncorrelated(Enumerable.Range(0, Samples / 2).Select(pair => Moments.Correlation(mild[2 * pair], mild[(2 * pair) + 1])));
        AssertUncorrelated(Enumerable.Range(0, Samples).Select(sample => Moments.Correlation(mild[sample], strong[sample])));

        float[][] Rests(int severity)
        {
            var results = Enumerable.Range(0, Samples)
                .Select(sample => Apply(perturbation, source, shape, severity, ConstantSet.ImageNetC, sample.ToString(CultureInfo.InvariantCulture)))
                .ToArray();
            var mean = Enumerable.Range(0, shape.Length).Select(i => results.Average(result => result[i])).ToArray();
            return [.. results.Select(result => result.Zip(mean, (value, common) => value - common).ToArray())];
        }

        static void AssertUncorrelated(IEnumerable<double> correlations)
        {
            // Taking the mean away leaves a correlation of −1 / (samples − 1). Where a rest is the same everywhere there is none.
            var found = correlations.Where(double.IsFinite).ToArray();
            var mean = found.Average();
            var deviation = Math.Sqrt(found.Average(value => (value - mean) * (value - mean)));
            Assert.Equal(0, mean, (1.0 / (Samples - 1)) + (4 * deviation / Math.Sqrt(found.Length)));
        }
    }

    [Theory]
    [MemberData(nameof(OrderedKinds))]
    public void Severities_are_monotone_in_distortion(string kind)
    {
        var perturbation = Create(kind);
        var shape = new ImageShape(3, 96, 96);
        var source = CreateTexture(shape, 0.1f, 0.6f);
        foreach (var constants in Enum.GetValues<ConstantSet>())
        {
            var distortions = Enumerable.Range(1, 5)
                .Select(severity => Distortion(source, Apply(perturbation, source, shape, severity, constants, "a")))
                .ToArray();
            Assert.All(distortions.Zip(distortions.Skip(1)), pair => Assert.True(pair.First < pair.Second, $"{constants}: {string.Join(", ", distortions)}"));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Refuses_other_severities(string kind)
    {
        var source = new float[1];
        foreach (var severity in (int[])[0, 6])
        {
            Assert.Throws<ArgumentOutOfRangeException>(
                () => Apply(Create(kind), source, new ImageShape(1, 1, 1), severity, ConstantSet.CifarC, "a"));
        }
    }

    private static bool IsRandom(IImagePerturbation perturbation) => Differs(perturbation, 3, ConstantSet.ImageNetC);

    private static bool Differs(IImagePerturbation perturbation, int severity, ConstantSet constants)
    {
        var shape = new ImageShape(3, 96, 96);
        var source = CreateTexture(shape, 0, 1);
        var one = Apply(perturbation, source, shape, severity, constants, sample: "0");

        // What is random may be one way or the other only.
        return Enumerable.Range(1, 12).Any(sample =>
            !one.AsSpan().SequenceEqual(Apply(perturbation, source, shape, severity, constants, sample.ToString(CultureInfo.InvariantCulture))));
    }

    private static IImagePerturbation Create(string kind) => Plugins.Single(plugin => plugin.Kind == kind).Method;

    private static float[] Apply(
        IImagePerturbation perturbation, float[] source, ImageShape shape, int severity, ConstantSet constants, string sample)
    {
        // What is in the destination before must not matter.
        var destination = new float[shape.Length];
        destination.AsSpan().Fill(float.NaN);
        var key = RandomStream.KeyOf(7, perturbation.GetType().Name, severity, sample);
        perturbation.Apply(source, destination, new PerturbationContext(shape, severity, constants, key));
        return destination;
    }

    // Independent values around a slow wave: has detail at every scale.
    private static float[] CreateTexture(ImageShape shape, float low, float high)
    {
        var random = new RandomStream(11);
        var values = new float[shape.Length];
        random.FillUniform(values);
        for (var i = 0; i < values.Length; i++)
        {
            var wave = 0.5f + (0.5f * MathF.Sin((i % shape.Width * 0.1f) + (i / shape.Width * 0.07f)));
            values[i] = low + ((high - low) * ((0.6f * wave) + (0.4f * values[i])));
        }

        return values;
    }

    private static double Distortion(float[] source, float[] destination) =>
        source.Zip(destination, (x, y) => (double)(x - y) * (x - y)).Sum() / source.Length;
}
