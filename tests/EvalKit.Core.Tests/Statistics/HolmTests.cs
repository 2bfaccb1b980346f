using EvalKit.Core.Statistics;

namespace EvalKit.Core.Tests.Statistics;

public sealed class HolmTests
{
    /// <summary>By hand: 4 · 0.005, 3 · 0.01, then 2 · 0.03 and 1 · 0.04, which may not fall below it.</summary>
    [Fact]
    public void Adjusts_step_by_step() =>
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]).Select(p => Math.Round(p, 12)));

    [Fact]
    public void Stays_at_most_one() => Assert.Equal([1.0, 1.0], Holm.Adjust([0.6, 0.9]));
}
