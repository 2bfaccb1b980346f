using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Perturbations.Suites;

namespace EvalKit.Methods.Tests.Perturbations.Suites;

public sealed class SuiteTests
{
    private static readonly PluginCatalog Catalog = PluginCatalog.FromAssemblies(typeof(Common15).Assembly);

    /// <summary>The order of ImageNet-C's paper (table 1), by category.</summary>
    [Fact]
    public void The_common_kinds_are_those_of_the_paper_in_its_order()
    {
        Assert.Equal(
            "gaussian-noise shot-noise impulse-noise defocus-blur glass-blur motion-blur zoom-blur snow frost fog brightness contrast elastic-transform pixelate jpeg",
            string.Join(' ', new Common15().Kinds));
        Assert.Equal("speckle-noise gaussian-blur spatter saturate", string.Join(' ', new CommonExtra4().Kinds));
    }

    [Fact]
    public void Every_suite_is_documented() => Assert.All(Catalog.All<IPerturbationSuite>(), suite =>
    {
        var plugin = Catalog.Plugins.Single(plugin => plugin.Sort == "suites" && plugin.Kind == suite.Kind);
        Assert.NotEmpty(plugin.Summary);
        Assert.NotEmpty(plugin.Source);
        Assert.Equal(suite.Method.Kinds.Distinct(), suite.Method.Kinds);
    });
}
