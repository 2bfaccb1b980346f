using EvalKit.Core.Configuration;
using EvalKit.Core.Execution;
using EvalKit.Core.Planning;
using EvalKit.Core.Tests.Planning;

namespace EvalKit.Core.Tests.Execution;

public sealed class PaceTests
{
    private static readonly PlannedModel A = Plans.Model("a");
    private static readonly PlannedModel B = Plans.Model("b");

    [Fact]
    public void Before_anything_is_measured_a_batch_of_64_has_ten_seconds_a_picture()
    {
        var patience = new Pace(new LimitsConfig(), threads: 2).ToRun([A]);
        Assert.Equal(64 * 10, patience.Later.TotalSeconds, 1e-3);
        Assert.Equal(patience.Start, patience.Later);
    }

    [Fact]
    public void A_fast_model_keeps_two_minutes_and_time_to_load()
    {
        var pace = new Pace(new LimitsConfig(), threads: 2);
        pace.Measured(["a"], 2000, TimeSpan.FromSeconds(1));
        var patience = pace.ToRun([A]);
        Assert.Equal(120, patience.Later.TotalSeconds, 1e-3);
        Assert.Equal(640, patience.Start.TotalSeconds, 1e-3);
    }

    [Fact]
    public void A_slow_model_has_twenty_times_what_its_slowest_batch_took()
    {
        var pace = new Pace(new LimitsConfig(), threads: 2);
        pace.Measured(["a", "b"], 100, TimeSpan.FromSeconds(50));
        pace.Measured(["a"], 100, TimeSpan.FromSeconds(10));
        // 50 s × 2 threads / 100 pictures: 1 s a picture, 64 pictures a batch.
        Assert.Equal(20 * 64, pace.ToRun([A]).Later.TotalSeconds, 1e-3);
        Assert.Equal(20 * 64, pace.ToRun([A, B]).Later.TotalSeconds, 1e-3);
    }

    [Fact]
    public void A_group_waits_as_long_as_its_model_that_is_not_measured()
    {
        var pace = new Pace(new LimitsConfig(), threads: 1);
        pace.Measured(["a"], 1000, TimeSpan.FromSeconds(1));
        Assert.Equal(640, pace.ToRun([A, B]).Later.TotalSeconds, 1e-3);
    }

    [Fact]
    public void A_large_file_has_a_further_minute_for_each_gigabyte() =>
        Assert.Equal(10 + 7, new Pace(new LimitsConfig(), threads: 1).ToOpen(7_000_000_000).Later.TotalMinutes, 1e-9);

    [Fact]
    public void A_limit_of_the_configuration_is_the_limit_once_the_process_has_started()
    {
        var pace = new Pace(new LimitsConfig(Time: TimeSpan.FromSeconds(3)), threads: 1);
        var patience = new Patience(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(3));
        Assert.Equal((patience, patience), (pace.ToRun([A]), pace.ToOpen(7_000_000_000)));
    }
}
