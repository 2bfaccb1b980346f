using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

/// <summary>
/// By how many 8-bit levels the mean rises and by which factor the standard deviation grows at severity 3, for what is random
/// in the large, beside the original formulas (tests/Fixtures/perturbation_references.py, 400 draws, 20 of glass blur).
/// </summary>
public class ReferenceMomentsTests
{
    private const int Draws = 100;

    private static readonly PluginCatalog Catalog = PluginCatalog.FromAssemblies(typeof(GlassBlur).Assembly);

    [Theory]
    [InlineData("glass-blur", ConstantSet.ImageNetC, -0.8586, 0.0174, 0.8779, 0.0005)]
    [InlineData("glass-blur", ConstantSet.CifarC, -0.4035, 0.0189, 0.9518, 0.0001)]
    [InlineData("motion-blur", ConstantSet.ImageNetC, 0.2329, 0.0278, 0.7998, 0.0002)]
    [InlineData("motion-blur", ConstantSet.CifarC, 0.0680, 0.0066, 0.8973, 0.0002)]
    [InlineData("snow", ConstantSet.ImageNetC, 70.0343, 0.1055, 0.8239, 0.0006)]
    [InlineData("snow", ConstantSet.CifarC, 25.1196, 0.0299, 0.9459, 0.0002)]
    [InlineData("fog", ConstantSet.ImageNetC, 7.8187, 0.7530, 0.5944, 0.0031)]
    [InlineData("fog", ConstantSet.CifarC, 3.8492, 0.5352, 0.6343, 0.0010)]
    [InlineData("elastic-transform", ConstantSet.ImageNetC, 0.0453, 0.0218, 0.9131, 0.0007)]
    [InlineData("elastic-transform", ConstantSet.CifarC, 0.0414, 0.0518, 0.9148, 0.0017)]
    [InlineData("spatter", ConstantSet.ImageNetC, 7.9317, 0.0444, 1.0401, 0.0003)]
    [InlineData("spatter", ConstantSet.CifarC, 6.1016, 0.0172, 1.0283, 0.0001)]
    public void Mean_and_deviation_agree(string kind, ConstantSet constants, double shift, double shiftError, double ratio, double ratioError)
    {
        var perturbation = Catalog.Create<IImagePerturbation>(kind).Method;
        var clean = TestPicture.Create();
        var (mean, deviation) = Of(clean);
        var (shifts, ratios) = (new List<double>(), new List<double>());
        for (var draw = 0UL; draw < Draws; draw++)
        {
            var key = RandomStream.KeyOf(draw, kind, 3, "test picture");
            var (newMean, newDeviation) = Of(Picture.Perturb(perturbation, clean, TestPicture.Shape, 3, constants, key));
            shifts.Add(newMean - mean);
            ratios.Add(newDeviation / deviation);
        }

        // Glass blur cuts down to 8 bits within: there the original loses a level of constant areas to a rounding error.
        AssertAgree(shift, shiftError, shifts, floor: kind == "glass-blur" ? 0.15 : 0.02);
        AssertAgree(ratio, ratioError, ratios, floor: 1e-3);
    }

    // Within four standard errors of the difference of two means.
    private static void AssertAgree(double expected, double standardError, List<double> values, double floor)
    {
        var mean = values.Average();
        var ours = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (Draws - 1) / Draws);
        Assert.Equal(expected, mean, floor + (4 * Math.Sqrt((ours * ours) + (standardError * standardError))));
    }

    private static (double Mean, double Deviation) Of(float[] values) => (255 * Moments.Mean(values), Math.Sqrt(Moments.Variance(values)));
}
