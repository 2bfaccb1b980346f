using EvalKit.Core.Images;
using EvalKit.Methods.Attributions.Gradients;

namespace EvalKit.Methods.Tests.Attributions.Gradients;

public sealed class InputXGradientTests
{
    [Fact]
    public void Is_the_sum_of_products_over_the_channels()
    {
        var function = new LinearFunction(new ImageShape(3, 1, 2), [1, 0, -2, 0.5f, 1.5f, -0.25f], 4);
        Assert.Equal([1 - 6 + 7.5f, 2 - 1.5f], Attributed.By(new InputXGradient(), function, [1, 2, 3, 4, 5, 6]));
    }
}
