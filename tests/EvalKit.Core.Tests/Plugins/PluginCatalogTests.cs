using System.Globalization;
using EvalKit.Core.Attributions;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Metrics;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Tests.Plugins;

public sealed class PluginCatalogTests
{
    private readonly PluginCatalog _catalog = StubPlugins.Catalog;

    [Fact]
    public void The_plug_ins_of_an_assembly_are_found_and_ordered()
    {
        // Core itself has no plug-in; the stubs are given by type, since other tests have stubs of the same kinds.
        Assert.Empty(PluginCatalog.FromAssemblies(typeof(PluginCatalog).Assembly).Plugins);
        var found = _catalog.Plugins.Select(plugin => $"{plugin.Sort}/{plugin.Kind}").ToArray();
        Assert.Equal(found.Order(StringComparer.Ordinal), found);
        Assert.Superset(
            new HashSet<string> { "attributions/occlusion", "data/idx", "explanation-metrics/sparseness", "metrics/accuracy", "metrics/worst-kind", "perturbations/fade", "substrates/mean" },
            found.ToHashSet());
    }

    [Fact]
    public void A_description_has_the_text_of_the_documentation_file()
    {
        var fade = _catalog.Plugins.Single(plugin => plugin.Kind == "fade");
        Assert.Equal("Fades a picture to ImageShape, unless fast says true.", fade.Summary);
        Assert.Equal(("perturbations", 3, "Nobody 2001, equation 2"), (fade.Sort, fade.Version, fade.Source));
        Assert.Equal(
            [
                new("edge-weights", "a list, each a number", null, false, "The weights of the edges."),
                new("note", "text of the form ^[a-z]+$", null, false, "A remark."),
                new("amount", "a number above 0 to 1", "0.5", false, "How much of it."),
                new("layout", "nchw, nhwc, flat", "\"nhwc\"", false, "The order of the axes."),
                new("fast", "true or false", "false", false, "Whether it is done fast."),
                new("keep", "a whole number from 1 to 99", "7", false, "How many are kept."),
            ],
            fade.Parameters);
    }

    [Fact]
    public void All_gives_each_plug_in_of_an_interface_with_its_defaults()
    {
        Assert.Equal(["occlusion", "rise"], _catalog.All<IAttributionMethod>().Select(method => method.Name));
        Assert.Equal(new Rise(1000, 0.5, 0), _catalog.All<IAttributionMethod>()[1].Method);
        Assert.Equal(["accuracy"], _catalog.All<IPerSampleMetric>().Select(metric => metric.Kind));
        Assert.Equal(["worst-kind"], _catalog.All<IRobustnessMetric>().Select(metric => metric.Kind));
    }

    [Fact]
    public void Parameters_are_canonical()
    {
        var fade = _catalog.Create<IImagePerturbation>("fade", "{keep: 8, edge-weights: [0.1, 1e-7, 2.0]}", "mild");
        Assert.Equal(("mild", "fade", 3), (fade.Name, fade.Kind, fade.Version));
        Assert.Equal("""{"amount":0.5,"edge-weights":[0.1,1E-07,2],"fast":false,"keep":8,"layout":"nhwc"}""", fade.Parameters);
        Assert.Equal(fade.Parameters, _catalog.Create<IImagePerturbation>("fade", fade.Parameters).Parameters);
        Assert.Equal("{}", _catalog.Create<IImagePerturbation>("fog").Parameters);
    }

    [Fact]
    public void Parameters_do_not_depend_on_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
        try
        {
            Assert.Equal("""{"keep":0.25,"least":-1.5,"masks":1000}""", _catalog.Create<IAttributionMethod>("rise", "{keep: 0.25, least: -1.5}").Parameters);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("fogg", "{}", "'fogg' is no known kind (allowed: fade, fog); did you mean 'fog'?")]
    [InlineData("fade", "{amont: 1}", "fade {amont: 1}: unknown key 'amont' (allowed: edge-weights, note, amount, layout, fast, keep); did you mean 'amount'?")]
    [InlineData("fade", "{amount: 0}", "fade {amount: 0}: amount: found 0; allowed: a number above 0 to 1")]
    [InlineData("fade", "{note: A}", "fade {note: A}: note: found the text 'A'; allowed: text of the form ^[a-z]+$")]
    public void A_mistake_is_told(string kind, string parameters, string message) =>
        Assert.Equal(message, Assert.Throws<UserException>(() => _catalog.Create<IImagePerturbation>(kind, parameters)).Message);

    [Fact]
    public void A_parameter_without_default_must_be_given()
    {
        var error = Assert.Throws<UserException>(() => _catalog.Create<IDataSource>("idx", "{images: a}"));
        Assert.Equal("idx {images: a}: the key 'labels' is missing: The labels. Allowed: text", error.Message);
    }

    [Fact]
    public void A_record_may_refuse_values_that_do_not_go_together()
    {
        var error = Assert.Throws<UserException>(() => _catalog.Create<IAttributionMethod>("rise", "{keep: 0.1, least: 0.2}"));
        Assert.Equal("rise {keep: 0.1, least: 0.2}: keep must not be below least", error.Message);
    }

    [Fact]
    public void A_kind_that_occurs_twice_in_a_sort_is_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new PluginCatalog([typeof(Fog), typeof(Fog)]));
        Assert.Contains("are both perturbations of the kind fog", error.Message, StringComparison.Ordinal);
    }
}
