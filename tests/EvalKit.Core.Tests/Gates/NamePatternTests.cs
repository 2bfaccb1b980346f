using EvalKit.Core.Gates;

namespace EvalKit.Core.Tests.Gates;

public sealed class NamePatternTests
{
    [Theory]
    [InlineData("cnn-64", "cnn-64", true)]
    [InlineData("cnn-64", "cnn-64-int8", false)]
    [InlineData("cnn-64*", "cnn-64-int8", true)]
    [InlineData("cnn-64*", "cnn-64", true)]
    [InlineData("*-int8", "cnn-64-int8", true)]
    [InlineData("c*64*8", "cnn-64-int8", true)]
    [InlineData("*", "", true)]
    [InlineData("a*a", "a", false)]
    [InlineData("CNN*", "cnn-64", false)]
    public void A_star_stands_for_any_text(string pattern, string name, bool matches) => Assert.Equal(matches, NamePattern.Matches(pattern, name));
}
