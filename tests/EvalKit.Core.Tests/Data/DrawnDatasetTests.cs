using EvalKit.Core.Data;
using EvalKit.Core.Images;
using EvalKit.Core.Planning;
using EvalKit.Core.Tests.Execution;

namespace EvalKit.Core.Tests.Data;

public sealed class DrawnDatasetTests
{
    [Fact]
    public void Gives_each_sample_whole_at_its_place()
    {
        var shape = new ImageShape(1, 2, 2);
        using var data = new CountingData(20, shape, classes: 3);
        var order = new SampleOrder(3, 15);
        using var drawn = new DrawnDataset(data, order);
        float[] pictures = new float[3 * 4], expected = new float[4];
        drawn.Read(5, new ImageView(shape), pictures);

        Assert.Equal((15, data.Sha256), (drawn.Count, drawn.Sha256));
        for (var i = 0; i < 3; i++)
        {
            data.Read(order.InData(5 + i), new ImageView(shape), expected);
            Assert.Equal(expected, pictures[(4 * i)..(4 * (i + 1))]);
            Assert.Equal((data.Id(order.InData(5 + i)), data.Label(order.InData(5 + i))), (drawn.Id(5 + i), drawn.Label(5 + i)));
        }
    }
}
