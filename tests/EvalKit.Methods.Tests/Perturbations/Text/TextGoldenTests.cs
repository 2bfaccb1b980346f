using System.Reflection;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Perturbations.Text;

/// <summary>
/// Each kind's output on one sentence. Where it changes on purpose, raise the plug-in's version and type in the new one, so
/// that stored units of the older version are not reused.
/// </summary>
public class TextGoldenTests
{
    [Theory]
    [InlineData("character-deletion", 1, "The watr wroe: 1 offees, 1,00 euos!")]
    [InlineData("character-insertion", 1, "The waiftrer wrtotef: 12e coffeees, 1e,500 euros!")]
    [InlineData("character-transposition", 1, "The watier wrote: 12 cfofees, 1,500 euros!")]
    [InlineData("doubled-words", 1, "The waiter wrote: 12 coffees, coffees, 1,500 1,500 euros!")]
    [InlineData("dropped-words", 1, "The waiter wrote: 12 euros!")]
    [InlineData("homoglyphs", 1, "The waiter wrоtе: 12 coffeеs, 1,500 euros!")]
    [InlineData("keyboard-typos", 1, "The waoger weotr: 1w cofdees, q,500 euros!")]
    [InlineData("letter-case", 1, "the waItEr WroTE: 12 COFfEEs, 1,500 eurOS!")]
    [InlineData("number-format", 1, "The waiter wrote: 1.2e1 coffees, 01500 euros!")]
    [InlineData("ocr-confusions", 1, "The wa1ler wnoto: 12 coffces, I,500 euro5!")]
    [InlineData("punctuation", 1, "The! waiter wrote: 12. coffees 1,500! euros!")]
    [InlineData("shuffled-words", 1, "euros! The coffees, 12 wrote: 1,500 waiter")]
    [InlineData("white-space", 1, "Thew aiter wrote: 12coffees, 1,500e uros!")]
    public void Text_is_that_of_the_version_stated(string kind, int version, string expected)
    {
        var perturbation = Catalogue<ITextPerturbation>.Create(kind);
        Assert.Equal(version, perturbation.GetType().GetCustomAttribute<PluginAttribute>()!.Version);
        var actual = perturbation.Apply("The waiter wrote: 12 coffees, 1,500 euros!", new TextContext(5, 42));
        Assert.True(expected == actual, $"The text is now \"{actual}\"");
    }
}
