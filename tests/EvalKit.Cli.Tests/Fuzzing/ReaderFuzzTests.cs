using EvalKit.Benchmarks.Fuzzing;
using EvalKit.Cli.Tests.Runs;

namespace EvalKit.Cli.Tests.Fuzzing;

/// <summary>The short versions of <c>EvalKit.Benchmarks fuzz configs</c>, <c>fuzz data</c> and <c>fuzz stored</c>.</summary>
public sealed class ReaderFuzzTests
{
    [Fact]
    public void Changed_configurations_are_planned_or_refused_in_words()
    {
        var tally = new FuzzTally(null, TimeSpan.MaxValue);
        using var fuzz = new ConfigFuzz(Evalkit.Root, CompositionRoot.CreateCatalog(), seed: 1);
        fuzz.Run(tally, first: 0, count: 300);
        Assert.Empty(tally.Faults);
    }

    [Fact]
    public void Changed_data_are_read_or_refused_in_words()
    {
        var tally = new FuzzTally(null, TimeSpan.MaxValue);
        using var fuzz = new DataFuzz(Path.Combine(Evalkit.Root, "models", "fashion", "linear.onnx"), seed: 1);
        fuzz.Run(tally, first: 0, count: 600);
        Assert.Empty(tally.Faults);
    }

    [Fact]
    public async Task Changed_runs_are_read_or_refused_in_words()
    {
        var tally = new FuzzTally(null, TimeSpan.MaxValue);
        using var fuzz = await StoredFuzz.CreateAsync(Evalkit.Root, seed: 1);
        await fuzz.RunAsync(tally, first: 0, count: 120);
        Assert.Empty(tally.Faults);
    }
}
