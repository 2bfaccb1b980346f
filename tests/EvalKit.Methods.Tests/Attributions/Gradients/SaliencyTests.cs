using EvalKit.Core.Images;
using EvalKit.Methods.Attributions.Gradients;

namespace EvalKit.Methods.Tests.Attributions.Gradients;

public sealed class SaliencyTests
{
    [Fact]
    public void Is_the_largest_magnitude_over_the_channels()
    {
        var function = new LinearFunction(new ImageShape(3, 1, 2), [1, 0, -2, 0.5f, 1.5f, -0.25f], 4);
        Assert.Equal([2, 0.5f], Attributed.By(new Saliency(), function, [9, 9, 9, 9, 9, 9]));
    }
}
