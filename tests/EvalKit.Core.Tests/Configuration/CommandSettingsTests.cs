using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Plugins;
using EvalKit.Core.Tests.Plugins;

namespace EvalKit.Core.Tests.Configuration;

public sealed class CommandSettingsTests
{
    private static readonly string[] Sections = ["input", "rise"];

    private readonly PluginCatalog _catalog = StubPlugins.Catalog;

    [Fact]
    public void Sections_and_methods_are_bound_as_a_configuration_binds_them()
    {
        var settings = Read("input.scale=0.5", "input.mean=[1, 2]", "rise.masks=30");
        Assert.Equal((0.5, 2.0), (settings.Section<InputConfig>("input").Scale, settings.Section<InputConfig>("input").Mean![1]));
        Assert.Equal(new Rise(Masks: 30), settings.Method<IAttributionMethod>("rise").Method);
    }

    [Fact]
    public void What_is_not_set_has_its_default()
    {
        Assert.Equal(new InputConfig(), Read().Section<InputConfig>("input"));
        Assert.Equal(new Rise(), Read().Method<IAttributionMethod>("rise").Method);
    }

    [Theory]
    [InlineData("ris.masks=3", "--set ris.masks=3: unknown key 'ris' (allowed: input, rise); did you mean 'rise'?")]
    [InlineData("rise.mask=3", "--set rise.mask=3: unknown key 'mask' in rise (allowed: masks, keep, least); did you mean 'masks'?")]
    [InlineData("rise.masks=x", "--set rise.masks=x: rise.masks: found the text 'x'; allowed: a whole number from 1 to 100000")]
    [InlineData("rise=3", "--set rise=3: rise: found 3; allowed: a section with parameters")]
    [InlineData("input.scale=0", "--set input.scale=0: input.scale: found 0")]
    [InlineData("scale=1=2", "--set scale=1=2: unknown key 'scale'")]
    public void Mistakes_are_told(string setting, string message)
    {
        var error = Assert.Throws<UserException>(() =>
        {
            var settings = Read(setting);
            settings.Section<InputConfig>("input");
            settings.Method<IAttributionMethod>("rise");
        });
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_kind_is_answered_with_the_nearest() => Assert.Equal(
        "'rice' is no known kind (allowed: occlusion, rise); did you mean 'rise'?",
        Assert.Throws<UserException>(() => Read().Method<IAttributionMethod>("rice")).Message);

    private CommandSettings Read(params string[] settings) => CommandSettings.Read(settings, Sections, _catalog);
}
