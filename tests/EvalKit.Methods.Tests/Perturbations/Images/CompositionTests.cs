using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class CompositionTests
{
    private static readonly PluginCatalog Catalog = PluginCatalog.FromAssemblies(typeof(Composition).Assembly);

    [Fact]
    public void The_second_is_applied_to_what_the_first_leaves()
    {
        var source = TestPicture.Create();
        var brighter = Picture.Perturb(new Brightness(), source, TestPicture.Shape, 4, ConstantSet.ImageNetC);
        var expected = Picture.Perturb(new Contrast(), brighter, TestPicture.Shape, 4, ConstantSet.ImageNetC);
        Assert.Equal(expected, Picture.Perturb(new Composition("brightness", "contrast"), source, TestPicture.Shape, 4, ConstantSet.ImageNetC));
    }

    [Fact]
    public void The_parts_draw_independent_noise()
    {
        // Were the two the same, the variance would be 4 σ² rather than 2 σ².
        const double Variance = 0.04 * 0.04;
        var shape = new ImageShape(3, 256, 256);
        var result = Picture.Perturb(new Composition("gaussian-noise", "gaussian-noise"), Picture.Constant(shape, 0.5f), shape, 1, ConstantSet.CifarC);
        Assert.Equal(0.5, Moments.Mean(result), 4 * Math.Sqrt(2 * Variance / shape.Length));
        Assert.Equal(2 * Variance, Moments.Variance(result), 4 * 2 * Variance * Math.Sqrt(2.0 / shape.Length));
    }

    [Fact]
    public void Its_version_grows_with_its_parts()
    {
        var parts = Catalog.Create<IImagePerturbation>("fog").Version + Catalog.Create<IImagePerturbation>("jpeg").Version;
        Assert.Equal(1 + parts, Catalog.Create<IImagePerturbation>("composition", "{ first: fog, second: jpeg }").Version);
        Assert.Equal(PerturbationCategory.Weather, new Composition("fog", "jpeg").Category);
    }

    [Fact]
    public void An_unknown_part_is_named_with_its_place_and_the_nearest()
    {
        var exception = Assert.Throws<UserException>(() => Catalog.Create<IImagePerturbation>("composition", "{ first: fogg }"));
        Assert.Contains("'fogg' is no known kind", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'fog'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new Composition("brightness", "speckle-noise"), version: 1, [0f, 0.4098235f, 0f, 0.1255223f, 0.4064561f, 0.3689072f, 0.0469241f, 0.0069435f]);
}
