using EvalKit.Core.Images;
using EvalKit.Core.Randomness;
using EvalKit.Methods.Attributions.Substrates;
using MathNet.Numerics.LinearAlgebra;

namespace EvalKit.Methods.Tests.Attributions.Substrates;

public sealed class NoisyImputationTests
{
    [Theory]
    [InlineData(3, 9, 12, 0.5)]
    [InlineData(1, 14, 14, 0.1)]
    [InlineData(1, 18, 20, 0.95)]
    [InlineData(1, 1, 30, 0.6)]
    public void Equals_the_solution_of_the_dense_equations(int channels, int height, int width, double share)
    {
        var shape = new ImageShape(channels, height, width);
        var picture = RandomArrays.Uniform(shape.Length, 1);
        var random = new RandomStream(2);

        // Three masks in one call: each but the first begins where the one before ended.
        var removed = new bool[3 * shape.Pixels];
        foreach (ref var pixel in removed.AsSpan()) pixel = random.NextDouble() < share;
        var filled = Replace(new NoisyImputation(Noise: 0), picture, removed, shape);
        for (var mask = 0; mask < 3; mask++)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                var plane = picture.AsSpan(channel * shape.Pixels, shape.Pixels).ToArray();
                var expected = Dense(plane, removed.AsSpan(mask * shape.Pixels, shape.Pixels).ToArray(), height, width);
                for (var i = 0; i < shape.Pixels; i++)
                    Assert.Equal(expected[i], filled[(mask * shape.Length) + (channel * shape.Pixels) + i], 1e-4);
            }
        }
    }

    [Fact]
    public void Agrees_with_the_authors_code()
    {
        // NoisyLinearImputer(noise=0) of tleemann/road_evaluation on the plane (i² mod 7) / 7 of 4 × 5 pixels, every third removed
        // and the first row too.
        var shape = new ImageShape(1, 4, 5);
        var picture = Enumerable.Range(0, 20).Select(i => i * i % 7 / 7f).ToArray();
        var removed = Enumerable.Range(0, 20).Select(i => i < 5 || i % 3 == 0).ToArray();
        double[] expected =
        [
            0.3946895, 0.2768302, 0.1499869, 0.1132236, 0.1121674, 0.5714286, 0.2769301, 0.0, 0.1428571, 0.0957662,
            0.2857143, 0.2857143, 0.2248242, 0.1428571, 0.0, 0.4, 0.5714286, 0.2857143, 0.278103, 0.5714286,
        ];
        var filled = Replace(new NoisyImputation(Noise: 0), picture, removed, shape);
        for (var i = 0; i < 20; i++) Assert.Equal(expected[i], filled[i], 1e-5);
    }

    [Fact]
    public void Without_any_pixel_kept_each_channel_becomes_its_mean()
    {
        var shape = new ImageShape(2, 3, 3);
        var picture = RandomArrays.Uniform(shape.Length, 3);
        var removed = Enumerable.Repeat(true, 9).ToArray();
        var filled = Replace(new NoisyImputation(Noise: 0), picture, removed, shape);
        for (var i = 0; i < shape.Length; i++)
            Assert.Equal(picture.Skip(i / 9 * 9).Take(9).Average(), filled[i], 1e-6);
    }

    [Fact]
    public void Noise_has_the_stated_deviation_and_spares_kept_pixels()
    {
        var shape = new ImageShape(1, 40, 40);
        var picture = Enumerable.Repeat(0.5f, shape.Length).ToArray();
        var removed = Enumerable.Range(0, shape.Pixels).Select(i => i % 4 != 0).ToArray();
        var filled = Replace(new NoisyImputation(), picture, removed, shape);
        var noise = filled.Where((_, i) => removed[i]).Select(value => value - 0.5).ToArray();
        Assert.Equal(0.01, Math.Sqrt(noise.Average(value => value * value)), 0.001);
        Assert.Equal(0, noise.Average(), 0.001);
        Assert.All(filled.Where((_, i) => !removed[i]), value => Assert.Equal(0.5f, value));
    }

    private static float[] Replace(NoisyImputation substrate, float[] picture, bool[] removed, ImageShape shape)
    {
        var destination = new float[removed.Length * shape.Channels];
        substrate.Replace(picture, removed, destination, shape, 7);
        return destination;
    }

    private static double[] Dense(float[] plane, bool[] removed, int height, int width)
    {
        var n = plane.Length;
        var (matrix, right) = (Matrix<double>.Build.Dense(n, n), Vector<double>.Build.Dense(n));
        for (var i = 0; i < n; i++)
        {
            if (!removed[i])
            {
                (matrix[i, i], right[i]) = (1, plane[i]);
                continue;
            }

            for (var j = 0; j < n; j++)
            {
                var (down, right2) = (Math.Abs((i / width) - (j / width)), Math.Abs((i % width) - (j % width)));
                if (i == j || down > 1 || right2 > 1) continue;
                var weight = down + right2 == 1 ? 1 / 6.0 : 1 / 12.0;
                matrix[i, i] += weight;
                matrix[i, j] -= weight;
            }
        }

        return matrix.LU().Solve(right).ToArray();
    }
}
