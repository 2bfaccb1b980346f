using EvalKit.Core.Images;
using EvalKit.Methods.Attributions.Substrates;

namespace EvalKit.Methods.Tests.Attributions.Substrates;

public sealed class MeanTests
{
    [Fact]
    public void A_removed_pixel_gets_each_channels_mean_under_every_mask()
    {
        var shape = new ImageShape(2, 1, 2);
        var filled = new float[8];
        new Mean().Replace([0, 1, 0.5f, 0.25f], [true, false, true, true], filled, shape, 0);
        Assert.Equal([0.5f, 1, 0.375f, 0.25f, 0.5f, 0.5f, 0.375f, 0.375f], filled);
    }
}
