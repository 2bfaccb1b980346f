using EvalKit.Core.Errors;

namespace EvalKit.Core.Tests.Errors;

public sealed class NearestNameTests
{
    private static readonly string[] Names = ["gaussian-noise", "shot-noise", "fog", "contrast"];

    [Theory]
    [InlineData("gausian-noise", "gaussian-noise")]
    [InlineData("Gaussian-Noise", "gaussian-noise")]
    [InlineData("shto-noise", "shot-noise")]
    [InlineData("fgo", "fog")]
    [InlineData("contrats", "contrast")]
    public void A_mistyped_name_finds_the_one_that_was_meant(string written, string meant) =>
        Assert.Equal(meant, NearestName.Of(written, Names));

    [Fact]
    public void A_name_far_from_all_finds_none() => Assert.Null(NearestName.Of("elastic-transform", Names));

    [Fact]
    public void The_first_of_equally_near_names_is_given() => Assert.Equal("ab", NearestName.Of("a", ["ab", "ac"]));

    [Fact]
    public void The_hint_ends_a_message()
    {
        Assert.Equal("; did you mean 'fog'?", NearestName.Hint("fogg", Names));
        Assert.Equal("", NearestName.Hint("elastic-transform", Names));
    }
}
