using EvalKit.Cli.Runs;

namespace EvalKit.Cli.Tests.Runs;

public sealed class StageClockTests
{
    /// <summary>Somebody sets the machine's clock during a stage: back by a day, then far forward.</summary>
    [Theory]
    [InlineData(-86_400)]
    [InlineData(1e9)]
    public async Task A_jump_of_the_clock_does_not_change_how_long_a_stage_took(double jump)
    {
        var time = new JumpingClock();
        var clock = new StageClock(time);
        await clock.TimeAsync("clean", () =>
        {
            time.Pass(TimeSpan.FromSeconds(3));
            time.Jump(TimeSpan.FromSeconds(jump));
            return Task.CompletedTask;
        });

        Assert.Equal(TimeSpan.FromSeconds(3), clock.Stages.Single().Wall);
    }

    private sealed class JumpingClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        private long _ticks = 1000;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public override DateTimeOffset GetUtcNow() => _now;

        public void Pass(TimeSpan time)
        {
            _now += time;
            _ticks += time.Ticks;
        }

        public void Jump(TimeSpan by) => _now += by;
    }
}
