using EvalKit.Cli.Terminal;

namespace EvalKit.Cli.Tests.Terminal;

public sealed class ProgressMeterTests
{
    [Fact]
    public void The_rate_follows_the_last_half_minute()
    {
        var time = new ManualTime();
        var meter = new ProgressMeter(time);
        meter.Plan(200, 200_000);
        for (var second = 0; second < 60; second++)
        {
            time.Advance(1);
            meter.Finish(2_000);
        }

        Assert.Equal(2_000, meter.Rate);
        Assert.Equal(TimeSpan.FromSeconds(40), meter.Left);

        for (var second = 0; second < 40; second++)
        {
            time.Advance(1);
            meter.Finish(500);
        }

        Assert.Equal(500, meter.Rate);
        Assert.Equal(TimeSpan.FromSeconds(120), meter.Left);
        Assert.Equal(0.7, meter.Share, 12);
    }

    [Fact]
    public void Before_the_first_unit_nothing_is_claimed()
    {
        var meter = new ProgressMeter(new ManualTime());
        Assert.Equal("starting", meter.Describe(", "));

        meter.Plan(3, 300);

        Assert.Null(meter.Rate);
        Assert.Null(meter.Left);
        Assert.Equal("starting, 0/3 units, 0 %", meter.Describe(", "));
    }
}
