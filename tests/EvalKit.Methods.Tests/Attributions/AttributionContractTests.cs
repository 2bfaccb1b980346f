using EvalKit.Core.Attributions;
using EvalKit.Core.Images;

namespace EvalKit.Methods.Tests.Attributions;

/// <summary>What every attribution method of the catalogue must keep to.</summary>
public sealed class AttributionContractTests
{
    private static readonly ImageShape[] Shapes = [new(1, 28, 28), new(3, 24, 17)];

    public static TheoryData<string> Kinds => Catalogue<IAttributionMethod>.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_described(string kind) => Catalogue<IAttributionMethod>.AssertDescribed(kind);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_finite_and_depends_neither_on_batch_nor_on_threads_and_keeps_the_picture(string kind)
    {
        foreach (var shape in Shapes)
        {
            var method = Catalogue<IAttributionMethod>.Create(kind);
            var picture = RandomArrays.Uniform(shape.Length, 2);
            var copy = picture.ToArray();
            var (attribution, error) = Attribute(method, shape, picture, batch: 1);
            Assert.Equal(copy, picture);
            Assert.All(attribution, value => Assert.True(float.IsFinite(value)));
            Assert.All(error, value => Assert.True(method.IsSampled ? value >= 0 && float.IsFinite(value) : float.IsNaN(value)));

            int[] batches = [7, 64, 5000];
            var others = new (float[] Attribution, float[] Error)[batches.Length];
            Parallel.For(0, others.Length, i => others[i] = Attribute(method, shape, picture, batches[i]));
            Assert.All(others, other => Assert.Equal(attribution, other.Attribution));
            Assert.All(others, other => Assert.Equal(error, other.Error));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Only_a_sampled_method_depends_on_the_key(string kind)
    {
        var shape = Shapes[0];
        var method = Catalogue<IAttributionMethod>.Create(kind);

        // The square makes regressions on a linear function inexact, so that their sampling shows.
        var function = new NumberFunction(shape, picture => Math.Pow(picture.Sum() / 100, 2) + picture[200], gradient: Slope);
        var picture = RandomArrays.Uniform(shape.Length, 2);
        var (one, other) = (new float[shape.Pixels], new float[shape.Pixels]);
        var references = new RandomReferences(shape.Length, 5);
        method.Attribute(new(function, picture, 1, references), one, [], default);
        method.Attribute(new(function, picture, 2, references), other, [], default);
        Assert.Equal(!method.IsSampled, one.AsSpan().SequenceEqual(other));

        static float[] Slope(float[] picture)
        {
            var slope = Enumerable.Repeat(picture.Sum() / 5000, picture.Length).ToArray();
            slope[200]++;
            return slope;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Ends_when_it_is_cancelled(string kind)
    {
        var shape = Shapes[0];
        var function = new LinearFunction(shape, RandomArrays.Normal(shape.Length, 1), 0);
        Assert.Throws<OperationCanceledException>(() => Catalogue<IAttributionMethod>.Create(kind).Attribute(
            new(function, new float[shape.Length], 0, new RandomReferences(shape.Length, 5)), new float[shape.Pixels], [], new CancellationToken(canceled: true)));
    }

    private static (float[] Attribution, float[] Error) Attribute(IAttributionMethod method, ImageShape shape, float[] picture, int batch)
    {
        var function = new LinearFunction(shape, RandomArrays.Normal(shape.Length, 1), 0.5f, batch);

        // What is in the destination before must not matter.
        var (attribution, error) = (new float[shape.Pixels], new float[shape.Pixels]);
        Array.Fill(attribution, float.NaN);
        Array.Fill(error, -1);
        method.Attribute(new(function, picture, 3, new RandomReferences(shape.Length, 5)), attribution, error, default);
        return (attribution, error);
    }
}
