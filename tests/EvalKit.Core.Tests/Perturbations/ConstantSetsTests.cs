using System.Text.Json;
using EvalKit.Core.Execution;
using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;

namespace EvalKit.Core.Tests.Perturbations;

public class ConstantSetsTests
{
    [Theory]
    [InlineData(28, 28, ConstantSet.CifarC)]
    [InlineData(32, 32, ConstantSet.CifarC)]
    [InlineData(64, 64, ConstantSet.CifarC)]
    [InlineData(224, 84, ConstantSet.CifarC)]
    [InlineData(85, 85, ConstantSet.ImageNetC)]
    [InlineData(224, 224, ConstantSet.ImageNetC)]
    [InlineData(299, 384, ConstantSet.ImageNetC)]
    public void The_shorter_side_decides(int height, int width, ConstantSet expected) =>
        Assert.Equal(expected, ConstantSets.DefaultFor(new ImageShape(3, height, width)));

    [Fact]
    public void A_set_has_the_name_that_a_configuration_has_for_it() =>
        Assert.All(Enum.GetValues<ConstantSet>(), set => Assert.Equal($"\"{ConstantSets.NameOf(set)}\"", JsonSerializer.Serialize(set, WireJson.Options)));
}
