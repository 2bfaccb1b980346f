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
}
