using EvalKit.Core.Data;
using EvalKit.Core.Plugins;
using EvalKit.Data.Readers;

namespace EvalKit.Data.Tests.Readers;

/// <summary>What every data source of the catalogue must keep.</summary>
public sealed class DataSourceContractTests
{
    private static readonly PluginCatalog Catalog = PluginCatalog.FromAssemblies(typeof(IdxData).Assembly);

    [Fact]
    public void Every_source_copy_and_parameter_is_documented()
    {
        Assert.Equal(["idx", "image-folder", "folder"], Catalog.Plugins.Select(plugin => plugin.Kind));
        Assert.All(Catalog.Plugins, plugin =>
        {
            Assert.NotEmpty(plugin.Source);
            Assert.NotEmpty(plugin.Summary);
            Assert.All(plugin.Parameters, parameter => Assert.NotEmpty(parameter.Text));
        });
    }

    [Fact]
    public void Configurations_bind_to_sources()
    {
        Assert.Equal(new IdxData("a", "b"), Catalog.Create<IDataSource>("idx", "{ images: a, labels: b }").Method);
        Assert.Equal(new ImageFolder("a"), Catalog.Create<IDataSource>("image-folder", "{ path: a }").Method);
        Assert.Equal(
            new ImageFolder("a", "b.csv", "c.txt"),
            Catalog.Create<IDataSource>("image-folder", "{ path: a, labels: b.csv, classes: c.txt }").Method);
    }
}
