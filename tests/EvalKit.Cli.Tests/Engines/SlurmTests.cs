using System.Diagnostics;
using EvalKit.Cli.Tests.Runs;
using Xunit.Abstractions;

namespace EvalKit.Cli.Tests.Engines;

/// <summary>A real Slurm, where its packages are installed and the user may start it; the script says what lacks elsewhere.</summary>
public sealed class SlurmTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Shards_under_slurm_give_what_one_machine_gives_also_when_killed_queued_again_doubled_or_lost()
    {
        if (!OperatingSystem.IsLinux()) return;
        var start = new ProcessStartInfo(
            Path.Combine(Evalkit.Root, "tests/slurm/slurm-test.sh"), [Path.Combine(AppContext.BaseDirectory, "evalkit")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var script = Process.Start(start)!;
        var result = await Evalkit.EndAsync(script);

        output.WriteLine(result.Output);
        Assert.True(result.Code == 0, result.Output + result.Error);
    }
}
