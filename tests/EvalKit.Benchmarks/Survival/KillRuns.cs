using System.Diagnostics;
using System.Globalization;
using EvalKit.Cli.Tests.Runs;
using EvalKit.Core.Randomness;

namespace EvalKit.Benchmarks.Survival;

/// <summary>
/// Runs that are killed by SIGKILL (supervisor, worker or both) at random moments of their time, and at the worst points, and then
/// resumed until they are done. Each must leave the store of a run that was never killed, byte for byte, what was measured
/// apart; and no finished unit may have been computed again.
/// </summary>
internal static class KillRuns
{
    private const int MostKills = 3;
    private static readonly string[] Models = ["linear", "cnn-2-s0", "cnn-5-s0"];

    // While units are copied, and while the report is written.
    private static readonly string[] MergePoints = ["before-rename *.parquet 4", "after-rename *.parquet 4", "before-rename report.json 1", "after-rename report.html 1"];

    // The third and the last unit but one; the plan; each file that is written at the end, in their order.
    private static readonly string[] Points =
    [
        .. from file in (string[])["plan.json 1", "*.parquet 1", "*.parquet 3", "*.parquet 9", "thumbnails.json 1", "report.json 1", "report.md 1", "report.html 1"]
           from point in (string[])["before-rename", "after-rename"]
           select $"{point} {file}",
    ];

    private sealed class Tally(string what)
    {
        private int _runs, _kills, _equal, _finished, _twice;

        public bool IsGood => _equal == _runs && _twice == 0;

        public void Count(KilledRun run, bool isEqual)
        {
            _runs++;
            _kills += run.Kills;
            _equal += isEqual ? 1 : 0;
            _finished += run.FinishedBefore;
            _twice += run.Twice;
        }

        public void Print() => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {what} | {_runs} | {_kills} | {_equal} of {_runs} | {_finished} | {_twice} |"));
    }

    /// <summary>Runs all.</summary>
    /// <param name="runs">The runs that are killed at random moments.</param>
    /// <param name="seed">The seed of the moments and of who is killed.</param>
    /// <returns>Whether every store is equal and nothing was computed twice.</returns>
    public static async Task<bool> RunAsync(int runs, ulong seed)
    {
        using var folder = new RunFolder();
        var config = folder.Config(Models);
        var started = Stopwatch.GetTimestamp();
        await Run("whole").FinishAsync();
        var time = Stopwatch.GetElapsedTime(started);
        var expected = folder.Hashes("whole");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{folder.Units("whole")} units and {expected.Count} files a run, which takes {time.TotalSeconds:F1} s; seed {seed}"));
        Console.WriteLine();
        Console.WriteLine("| killed | runs | kills | stores equal | units finished before | of them computed twice |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");

        var all = new Tally("all");
        var random = Enum.GetValues<KilledRun.Victim>().ToDictionary(victim => victim, victim => new Tally($"{victim.ToString().ToLowerInvariant()}, at a random moment"));
        for (var i = 0; i < runs; i++)
        {
            var draws = new RandomStream(RandomStream.KeyOf(seed, "kill", i, ""));
            var victim = (KilledRun.Victim)(i % random.Count);
            await CountAsync(Run($"random-{i}"), random[victim], expected, async run =>
            {
                var kills = 1 + draws.NextInt(MostKills);
                // A run that ended before its moment is killed earlier the next time, which is a fresh one.
                for (var scale = 1.0; run.Kills < kills && scale > 0.01; scale /= 2)
                {
                    await run.KillAfterAsync(time * (scale * draws.NextDouble()), victim);
                    if (run.Kills == 0) run.Forget();
                }
            });
        }

        foreach (var tally in random.Values) tally.Print();
        foreach (var point in Points)
        {
            var tally = new Tally(point);
            await CountAsync(Run(point.Replace('*', 'x').Replace(' ', '-')), tally, expected, run => run.KillAtAsync(point));
            tally.Print();
        }

        foreach (var shard in (string[])["0/2", "1/2"]) await new KilledRun(folder, ["run", config, "--out", Shard(shard), "--shard", shard], Shard(shard)).FinishAsync();
        await Merge("merged").FinishAsync();
        var merged = folder.Hashes("merged");
        foreach (var point in MergePoints)
        {
            var tally = new Tally($"{point}, merging");
            await CountAsync(Merge("merge-" + point.Replace('*', 'x').Replace(' ', '-')), tally, merged, run => run.KillAtAsync(point));
            tally.Print();
        }

        all.Print();
        return all.IsGood;

        KilledRun Run(string name) => new(folder, ["run", config, "--out", name, "--threads", "2"], name);

        KilledRun Merge(string name) => new(folder, ["merge", Shard("0/2"), Shard("1/2"), "--out", name, "--config", config], name);

        static string Shard(string shard) => "shard-" + shard[0];

        async Task CountAsync(KilledRun run, Tally tally, SortedDictionary<string, string> whole, Func<KilledRun, Task> kill)
        {
            await kill(run);
            await run.FinishAsync();
            var left = folder.Hashes(run.Name);
            var isEqual = left.SequenceEqual(whole);
            if (!isEqual) Console.Error.WriteLine($"{run.Name} differs in {string.Join(", ", left.Except(whole).Concat(whole.Except(left)).Select(file => file.Key).Distinct())}");
            foreach (var one in (Tally[])[tally, all]) one.Count(run, isEqual);
            folder.Forget(run.Name);
        }
    }
}
