using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class GaussianBlurTests
{
    // skimage.filters.gaussian 0.19, by tests/Fixtures/perturbation_references.py.
    [Theory]
    [InlineData(0.4, new[]
    {
        0.0466752f, 0.6349282f, 0.3610311f, 0.9331314f, 0.5775615f, 0.2610361f, 0.8492890f,
        0.4856382f, 0.1834736f, 0.7183193f, 0.4408392f, 0.0852727f, 0.6183210f, 0.3569934f,
        0.9394125f, 0.5591644f, 0.2816790f, 0.8165266f, 0.5000000f, 0.1834745f, 0.7308900f,
        0.4282741f, 0.0852685f, 0.6183232f, 0.3816769f, 0.9147273f, 0.5591587f, 0.2569972f,
        0.8636489f, 0.4816032f, 0.1650744f, 0.7389651f, 0.4224385f, 0.0668698f, 0.6533286f,
    })]
    [InlineData(1, new[]
    {
        0.2822452f, 0.4198095f, 0.5396782f, 0.5986156f, 0.5302294f, 0.5076623f, 0.6269588f,
        0.4529140f, 0.4583777f, 0.5114000f, 0.5324893f, 0.4707156f, 0.4639349f, 0.5363456f,
        0.5770622f, 0.4836449f, 0.4880105f, 0.5299356f, 0.4994407f, 0.4638297f, 0.4918693f,
        0.5869962f, 0.4642112f, 0.4572628f, 0.5321034f, 0.5284496f, 0.4620626f, 0.4631446f,
        0.6567424f, 0.4885339f, 0.4352103f, 0.5017319f, 0.4709522f, 0.4072663f, 0.4774448f,
    })]
    [InlineData(2, new[]
    {
        0.3742797f, 0.4318953f, 0.4858636f, 0.5256324f, 0.5534380f, 0.5819027f, 0.6194029f,
        0.4470362f, 0.4696401f, 0.4938234f, 0.5133229f, 0.5283685f, 0.5465866f, 0.5733955f,
        0.5183033f, 0.5071157f, 0.5027444f, 0.5032893f, 0.5072142f, 0.5176454f, 0.5372959f,
        0.5780631f, 0.5387538f, 0.5102762f, 0.4949987f, 0.4909092f, 0.4982834f, 0.5174762f,
        0.6244730f, 0.5635586f, 0.5157278f, 0.4875389f, 0.4782319f, 0.4871607f, 0.5125118f,
    })]
    public void Agrees_with_scikit_image(double deviation, float[] expected)
    {
        var source = Enumerable.Range(0, 35).Select(i => i * 7 % 11 / 10f).ToArray();
        var result = new float[35];
        GaussianFilter.Blur(source, result, height: 5, width: 7, deviation);
        Picture.AssertClose(expected, result);
    }

    [Fact]
    public void A_point_in_the_middle_becomes_the_product_of_two_Gaussians()
    {
        const int Side = 33;
        const double Deviation = 3;
        var source = new float[Side * Side];
        source[(16 * Side) + 16] = 1;
        var result = new float[source.Length];
        GaussianFilter.Blur(source, result, Side, Side, Deviation);

        var weights = Enumerable.Range(-12, 25).Select(k => Math.Exp(-k * k / (2 * Deviation * Deviation))).ToArray();
        var expected = new float[source.Length];
        for (var y = 0; y < 25; y++)
        {
            for (var x = 0; x < 25; x++)
                expected[((4 + y) * Side) + 4 + x] = (float)(weights[y] * weights[x] / (weights.Sum() * weights.Sum()));
        }

        Picture.AssertClose(expected, result, 1e-8f);
    }

    [Fact]
    public void A_constant_picture_stays()
    {
        var shape = new ImageShape(3, 20, 31);
        var source = Picture.Constant(shape, 0.5f);
        var result = Picture.Perturb(new GaussianBlur(), source, shape, 5, ConstantSet.ImageNetC);
        Picture.AssertClose(source, result);
    }

    [Theory]
    [InlineData(1.2, 0.9)]
    [InlineData(4, 3)]
    [InlineData(40, 70)]
    public void A_mirrored_plane_is_summed_however_far_the_weights_reach(double down, double across)
    {
        // Every weight by itself, the place that it stands for found by mirroring again and again.
        const int Height = 5;
        const int Width = 7;
        var source = Enumerable.Range(0, Height * Width).Select(i => i * 7 % 11 / 10f).ToArray();
        var result = new float[source.Length];
        GaussianFilter.Blur(source, result, Height, Width, (down, across), truncation: 3, Border.Reflect);
        var (rows, columns) = (Weights(down), Weights(across));
        for (var i = 0; i < source.Length; i++)
        {
            var sum = 0.0;
            for (var y = 0; y < rows.Length; y++)
            {
                for (var x = 0; x < columns.Length; x++)
                    sum += rows[y] * columns[x] * source[(Mirror((i / Width) + y - (rows.Length / 2), Height) * Width) + Mirror((i % Width) + x - (columns.Length / 2), Width)];
            }

            Assert.Equal(sum, result[i], 1e-6);
        }

        static double[] Weights(double deviation)
        {
            var radius = (int)((3 * deviation) + 0.5);
            var weights = Enumerable.Range(-radius, (2 * radius) + 1).Select(k => Math.Exp(-k * k / (2 * deviation * deviation))).ToArray();
            return [.. weights.Select(weight => weight / weights.Sum())];
        }

        static int Mirror(int place, int length)
        {
            while (place < 0 || place >= length) place = place < 0 ? -1 - place : (2 * length) - 1 - place;
            return place;
        }
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new GaussianBlur(), version: 1, [0.234953f, 0.2386005f, 0.2413196f, 0.2430435f, 0.2568299f, 0.2602988f, 0.2629567f, 0.2647417f]);
}
