using EvalKit.Core.Images;
using EvalKit.Core.Reports.Gallery;

namespace EvalKit.Core.Tests.Reports.Gallery;

public sealed class GalleryTests
{
    [Fact]
    public void Samples_that_all_some_and_no_models_know_are_chosen()
    {
        // Right by model: sample 0 all; 1 b, c and d; 2 all; 3 none; 4 c and d; 5 all; 6 none; 7 d only.
        var run = Runs.Of(
            Runs.Model("a", 1, 8, i => i is 0 or 2 or 5),
            Runs.Model("b", 2, 8, i => i is 0 or 1 or 2 or 5),
            Runs.Model("c", 3, 8, i => i is 0 or 1 or 2 or 4 or 5),
            Runs.Model("d", 4, 8, i => i is 0 or 1 or 2 or 4 or 5 or 7));

        var selection = GallerySelection.Of(run, 8);

        Assert.Equal(["a", "b", "c", "d"], selection.Models);
        Assert.Equal(
            [
                (0, GalleryReason.EveryModelRight), (2, GalleryReason.EveryModelRight),
                (4, GalleryReason.ModelsDisagree), (1, GalleryReason.ModelsDisagree),
                (3, GalleryReason.NoModelRight), (6, GalleryReason.NoModelRight),
            ],
            selection.Samples);
        Assert.Equal([0, 2], GallerySelection.Of(run, 3).Samples.Where(one => one.Reason == GalleryReason.EveryModelRight).Select(one => one.Sample));
    }

    [Fact]
    public void Of_many_models_some_are_taken_evenly_over_the_sizes()
    {
        var run = Runs.Of([.. Enumerable.Range(0, 31).Select(i => Runs.Model($"m{i:00}", i + 1, 2, _ => true))]);

        Assert.Equal(Enumerable.Range(0, 16).Select(i => $"m{2 * i:00}"), GallerySelection.Of(run, 2).Models);
    }

    [Fact]
    public void A_small_attribution_stays_as_it_is_and_a_large_one_becomes_means()
    {
        var small = HeatMap.Of([1, -3, 2, 0], 2, 2)!;
        Assert.Equal([1, -3, 2, 0], small.Values.ToArray());
        Assert.Equal(3, small.Largest);

        // 57 rows of two pixels a place: the last row of places holds one row of pixels.
        float[] values = [.. Enumerable.Range(0, 57 * 4).Select(i => (float)(i / 4))];
        var large = HeatMap.Of(values, 57, 4)!;
        Assert.Equal((29, 2), (large.Height, large.Width));
        Assert.Equal([0.5f, 0.5f, 2.5f, 2.5f], large.Values.ToArray()[..4]);
        Assert.Equal(56, large.Values.Span[^1]);
    }

    [Fact]
    public void An_attribution_with_a_gap_has_no_heat_map() => Assert.Null(HeatMap.Of([1, float.NaN], 1, 2));

    [Fact]
    public void A_thumbnail_has_its_channels_side_by_side()
    {
        var thumbnail = Thumbnail.Of(7, [0, 1, 0.5f, 0.5f, 1, 0], new ImageShape(3, 1, 2));

        Assert.Equal([0, 128, 255, 255, 128, 0], thumbnail.Pixels);
        Assert.Equal(new ImageShape(3, 1, 2), thumbnail.Shape);
    }
}
