using EvalKit.Core.Execution.Lanes;
using EvalKit.Core.Models;

namespace EvalKit.Core.Tests.Execution.Lanes;

public sealed class LaneCrewTests : IDisposable
{
    private readonly RecordingModel _model = new() { Variant = new RecordingModel() };

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Calls_of_all_lanes_are_one_in_the_order_of_the_lanes()
    {
        using var crew = new LaneCrew(8);
        var scores = new float[5][];
        crew.Run(_model, 5, (model, lane) => scores[lane] = Ask(model, lane + 1, lane));

        Assert.Equal([("scores", 1 + 2 + 3 + 4 + 5, 0f)], _model.Calls);
        for (var lane = 0; lane < 5; lane++) Assert.Equal(Enumerable.Range(0, lane + 1).SelectMany(_ => new[] { lane, lane + 1f }), scores[lane]);
    }

    [Fact]
    public void Joined_calls_are_cut_into_batches_and_whole_ones_do_not_wait()
    {
        var batch = RecordingModel.Batch;
        using var crew = new LaneCrew(3);
        crew.Run(_model, 3, (model, lane) => Ask(model, lane == 1 ? batch : batch - 14, lane));

        // Lane 1's batch is whole. Of the others the first lies in lane 0 up to its end, where lane 2's begin.
        Assert.Equal([("scores", batch, 1f), ("scores", batch, 0f), ("scores", batch - 28, 2f)], _model.Calls);
    }

    [Fact]
    public void Different_calls_are_asked_apart_in_the_order_of_who_asks_first()
    {
        using var crew = new LaneCrew(4);
        var gradients = new float[4][];
        crew.Run(_model, 4, (model, lane) =>
        {
            if (lane % 2 == 0) Ask(model, 1, lane);
            else gradients[lane] = Slope(model, lane);
        });

        Assert.Equal([("scores", 2, 0f), ("gradients", 2, 1f)], _model.Calls);
        Assert.Equal([2f, 2, 2, 2], gradients[1]);
        Assert.Equal([12f, 12, 12, 12], gradients[3]);
    }

    [Fact]
    public void Maps_of_a_layer_are_asked_together()
    {
        using var crew = new LaneCrew(4);
        var maps = new FeatureMap[4];
        crew.Run(_model, 4, (model, lane) =>
        {
            var picture = new float[RecordingModel.Shape.Length];
            Array.Fill(picture, lane);
            maps[lane] = ((IGraphModel)model).Features(lane == 3 ? "last" : "first", picture, [10 * lane, 0]).Single();
        });

        Assert.Equal([("maps of first", 3, 0f), ("maps of last", 1, 3f)], _model.Calls);
        for (var lane = 0; lane < 4; lane++) Assert.Equal((lane, 10f * lane), (maps[lane].Values[0], maps[lane].Gradients[0]));
    }

    [Fact]
    public void Lanes_may_ask_as_often_as_they_like()
    {
        using var crew = new LaneCrew(4);
        crew.Run(_model, 4, (model, lane) =>
        {
            for (var i = 0; i < lane; i++) Ask(model, 1, lane);
        });
        Assert.Equal([("scores", 3, 1f), ("scores", 2, 2f), ("scores", 1, 3f)], _model.Calls);
    }

    [Fact]
    public void A_changed_model_is_asked_for_all_lanes_together_too()
    {
        using var crew = new LaneCrew(3);
        crew.Run(_model, 3, (model, lane) => Ask(((IVariableModel)model).Permuted(1, 0, out _)!, 1, lane));
        Assert.Empty(_model.Calls);
        Assert.Equal([("scores", 3, 0f)], _model.Variant!.Calls);
    }

    [Fact]
    public void One_lane_runs_at_a_time()
    {
        using var crew = new LaneCrew(8);
        var (running, most) = (0, 0);
        crew.Run(_model, 8, (model, lane) =>
        {
            for (var i = 0; i < 20; i++)
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                Thread.Yield();
                Interlocked.Decrement(ref running);
                Ask(model, 1, lane);
            }
        });
        Assert.Equal(1, most);
    }

    [Fact]
    public void A_lane_that_fails_leaves_the_others_to_finish_and_is_thrown()
    {
        using var crew = new LaneCrew(4);
        var done = new List<int>();
        var failure = Assert.Throws<InvalidDataException>(() => crew.Run(_model, 4, (model, lane) =>
        {
            Ask(model, 1, lane);
            if (lane is 1 or 2) throw new InvalidDataException($"lane {lane}");
            Ask(model, 1, lane);
            done.Add(lane);
        }));

        Assert.Equal("lane 1", failure.Message);
        Assert.Equal([0, 3], done);
        crew.Run(_model, 4, (model, lane) => Ask(model, 1, lane));
        Assert.Equal([("scores", 4, 0f), ("scores", 2, 0f), ("scores", 4, 0f)], _model.Calls);
    }

    [Fact]
    public void A_model_that_fails_ends_the_lanes_that_asked()
    {
        using var model = new RecordingModel { Fails = pixel => pixel == 1 };
        using var crew = new LaneCrew(3);
        var done = new List<int>();
        Assert.Throws<ModelException>(() => crew.Run(model, 3, (seen, lane) =>
        {
            if (lane == 2) Slope(seen, lane);
            else Ask(seen, 1, lane);
            done.Add(lane);
        }));
        Assert.Equal([2], done);
    }

    [Fact]
    public void Cancellation_ends_every_lane()
    {
        using var crew = new LaneCrew(3);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => crew.Run(_model, 3, (model, lane) =>
        {
            for (var i = 0; ; i++)
            {
                if (lane == 1 && i == 2) stop.Cancel();
                Ask(model, 1, lane, stop.Token);
            }
        }));
        Assert.InRange(_model.Calls.Count, 2, 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Groups_are_the_same_whatever_the_threads(int threads)
    {
        var scores = new float[21][];
        await SampleGroups.RunAsync(_model, 21, threads, (model, sample) => scores[sample] = Ask(model, 1 + (sample % 3), sample), CancellationToken.None);

        Assert.Equal([("scores", 15, 0f), ("scores", 16, 8f), ("scores", 11, 16f)], _model.Calls.OrderBy(call => call.First));
        for (var sample = 0; sample < 21; sample++) Assert.Equal((float)sample, scores[sample][0]);
    }

    private static float[] Ask(IModel model, int count, int sample, CancellationToken cancellation = default)
    {
        var (pictures, scores) = (new float[count * RecordingModel.Shape.Length], new float[count * 2]);
        Array.Fill(pictures, sample);
        model.Predict(pictures, scores, cancellation);
        return scores;
    }

    // The seed is the sample and 1: the gradient is (sample + 1) · sample.
    private static float[] Slope(IModel model, int sample)
    {
        var (picture, gradient) = (new float[RecordingModel.Shape.Length], new float[RecordingModel.Shape.Length]);
        Array.Fill(picture, sample);
        ((IDifferentiableModel)model).Gradient(picture, [sample, 1], gradient, CancellationToken.None);
        return gradient;
    }
}
