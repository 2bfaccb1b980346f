using System.Diagnostics;
using System.Globalization;
using EvalKit.Data.Readers;
using EvalKit.Methods.Perturbations.Suites;
using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Benchmarks;

/// <summary>
/// What the predictions of eval-configs/fashion-corruptions.yaml cost beside ONNX Runtime alone: all bundled models, the 19
/// kinds of ImageNet-C at five severities, as many samples as stated. The bare loop predicts the samples of one severity
/// before and after each kind, and its time is taken five times, so that a drift of the machine hits both sides alike.
/// </summary>
internal static class BundledRun
{
    public static void Run(int samples)
    {
        using var fashion = new IdxData("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz").Open(Repository.Path("eval-configs/data/fashion"));
        string[] models = [.. Directory.GetFiles(Repository.Path("models/fashion"), "*.onnx").Order(StringComparer.Ordinal)];
        using var stage = new RunStage(models, fashion, samples, samples, Environment.ProcessorCount);
        using var bare = new BareLoop(stage.Models, fashion, samples, Environment.ProcessorCount);
        stage.Run("clean");
        bare.Run();
        Console.WriteLine($"{models.Length} models, {samples} samples, {Environment.ProcessorCount} threads; seconds for {RunStage.Severities} severities, and ratios");
        var (wholeBare, wholeRun) = (default(Cost), default(Cost));
        foreach (var kind in (string[])[.. new Common15().Kinds, .. new CommonExtra4().Kinds])
        {
            var before = Of(bare.Run);
            var run = Of(() => stage.Run(kind));
            var after = Of(bare.Run);
            var loop = new Cost(before.Wall + after.Wall, before.Processor + after.Processor).Times(RunStage.Severities / 2.0);
            (wholeBare, wholeRun) = (wholeBare.Plus(loop), wholeRun.Plus(run));
            Print(kind, loop, run);
        }

        Print("all", wholeBare, wholeRun);
    }

    private static void Print(string kind, Cost bare, Cost run) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{kind,-18} bare {bare.Wall,7:F1}   run {run.Wall,7:F1}   wall {run.Wall / bare.Wall,6:F3}   processor {run.Processor / bare.Processor,6:F3}"));

    private static Cost Of(Action work)
    {
        var (processor, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        work();
        return new Cost(Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    private readonly record struct Cost(double Wall, double Processor)
    {
        public Cost Plus(Cost other) => new(Wall + other.Wall, Processor + other.Processor);

        public Cost Times(double factor) => new(Wall * factor, Processor * factor);
    }
}
