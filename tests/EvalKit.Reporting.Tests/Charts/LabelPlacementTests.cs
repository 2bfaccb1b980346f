using EvalKit.Reporting.Charts;

namespace EvalKit.Reporting.Tests.Charts;

public sealed class LabelPlacementTests
{
    [Fact]
    public void A_name_stands_at_the_right_of_its_dot_and_at_the_left_where_the_right_is_taken()
    {
        var labels = new LabelPlacement(0, 0, 300, 100);
        labels.Avoid(150, 50, 40, 60);

        Assert.Equal((158, 53.5, "start", "cnn-8"), labels.Place("cnn-8", 150, 50));
        Assert.Equal((142, 53.5, "end", "cnn-9"), labels.Place("cnn-9", 150, 50));
    }

    [Fact]
    public void At_the_edge_a_name_turns_inwards() =>
        Assert.Equal("end", new LabelPlacement(0, 0, 300, 100).Place("cnn-8", 290, 50)!.Value.Anchor);

    [Fact]
    public void A_name_without_a_place_is_left_out() =>
        Assert.Null(new LabelPlacement(0, 0, 20, 20).Place("cnn-8", 10, 10));

    [Fact]
    public void A_long_name_keeps_its_ends() =>
        Assert.Equal("resnet-wit…oes-on-s0", new LabelPlacement(0, 0, 400, 100).Place("resnet-with-a-very-long-name-that-goes-on-s0", 10, 50)!.Value.Text);
}
