using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

/// <summary>What every perturbation with one continuous parameter must keep to.</summary>
public class GradedPerturbationTests
{
    private static readonly IReadOnlyList<PluginInstance<IGradedImagePerturbation>> Plugins =
        PluginCatalog.FromAssemblies(typeof(GaussianNoise).Assembly).All<IGradedImagePerturbation>();

    public static TheoryData<string> Kinds => [.. Plugins.Select(plugin => plugin.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Disturbs_more_at_every_higher_level_and_keeps_the_range(string kind)
    {
        var perturbation = Plugins.Single(plugin => plugin.Kind == kind).Method;
        var scale = perturbation.Levels;
        Assert.True(0 < scale.From && scale.From < scale.To && scale.Unit.Length > 0);
        var source = TestPicture.Create();
        var before = 0.0;
        for (var i = 0; i < 13; i++)
        {
            var result = At(perturbation, scale.From * Math.Pow(scale.To / scale.From, i / 12.0), source);
            Assert.InRange(result.Min(), 0f, 1f);
            Assert.InRange(result.Max(), 0f, 1f);
            var distortion = source.Zip(result, (x, y) => (double)(x - y) * (x - y)).Sum();
            Assert.True(distortion > before, $"level {i}");
            before = distortion;
        }
    }

    /// <summary>A severity is the level that its constants say.</summary>
    [Theory]
    [InlineData("gaussian-noise", 3, 0.18)]
    [InlineData("speckle-noise", 5, 0.6)]
    [InlineData("impulse-noise", 4, 0.17)]
    [InlineData("gaussian-blur", 2, 2.0)]
    public void A_severity_is_a_level(string kind, int severity, double level)
    {
        var perturbation = Plugins.Single(plugin => plugin.Kind == kind).Method;
        var source = TestPicture.Create();
        Assert.Equal(Picture.Perturb(perturbation, source, TestPicture.Shape, severity, ConstantSet.ImageNetC), At(perturbation, level, source));
    }

    private static float[] At(IGradedImagePerturbation perturbation, double level, float[] source)
    {
        var destination = new float[source.Length];
        perturbation.ApplyAt(level, source, destination, new PerturbationContext(TestPicture.Shape, 0, default, 1));
        return destination;
    }
}
