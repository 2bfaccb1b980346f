using System.Globalization;
using EvalKit.Cli.Runs;
using EvalKit.Core.Errors;

namespace EvalKit.Cli.Engines;

/// <summary>The job scripts of a run under Slurm: an array of shards, and a job that joins them.</summary>
/// <param name="jobs">What is to run.</param>
/// <param name="options">What a shard may take.</param>
/// <param name="program">What starts EvalKit on the nodes.</param>
/// <param name="folder">The folder in which the jobs run, from which their paths start.</param>
internal sealed class SlurmScripts(ShardJobs jobs, EngineOptions options, IReadOnlyList<string> program, string folder)
{
    /// <summary>The script of the array.</summary>
    public const string Shard = "shard.sh";

    /// <summary>The script of the job that joins.</summary>
    public const string Merge = "merge.sh";

    // Enough for a worker to be ended; what it had in hand is computed again.
    private const int SecondsBeforeTheEnd = 60;

    /// <summary>
    /// The script of the array. A shard that ends with 75, by a crash or by the limit of time is queued again, up to three times: it
    /// goes on from the units that are there.
    /// </summary>
    public string ShardScript() => $$"""
        #!/bin/bash
        {{Directives(string.Create(CultureInfo.InvariantCulture, $"array=0-{jobs.Count - 1}"), "requeue", $"signal=B:USR1@{SecondsBeforeTheEnd}", $"job-name={jobs.Label}", "output=shard-%a.log")}}
        # Only some shards, by hand: sbatch --array=1,3 {{Shard}} (here, where the logs go). Their number is {{jobs.Count}}, whichever are submitted.
        cd {{Quoted([folder])}} || exit 1
        {{Quoted([.. program, .. jobs.ShardArguments])}} &
        run=$!
        trap 'stopped=1; kill -TERM $run' USR1
        wait $run; code=$?
        [ -z "$stopped" ] || { wait $run; code=$?; }
        # 75 may mend by itself; 134, 137 and 139 are crashes and kills. 1 and 70 would fail again.
        case $code in 75 | 134 | 137 | 139) again=1 ;; esac
        if [ -n "$again$stopped" ] && [ $code -ne 0 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt {{EngineOptions.Retries}} ]; then
          echo "shard $SLURM_ARRAY_TASK_ID ended with $code and is queued again"
          # Slurm ends this script, and may take a moment for it.
          scontrol requeue "$SLURM_JOB_ID" && sleep {{SecondsBeforeTheEnd}}
        fi
        exit $code

        """;

    /// <summary>
    /// The script that joins. It runs after any end of the array: where a shard failed it says what is missing, which a job that waits
    /// for success never would.
    /// </summary>
    public string MergeScript() => $$"""
        #!/bin/bash
        {{Directives($"job-name={jobs.Label}-merge", "output=merge.log")}}
        cd {{Quoted([folder])}} || exit 1
        exec {{Quoted([.. program, .. jobs.MergeArguments])}}

        """;

    private string Directives(params string[] own)
    {
        string[] all =
        [
            .. own.Select(one => "--" + one),
            "--open-mode=append", "--nodes=1", "--ntasks=1", string.Create(CultureInfo.InvariantCulture, $"--cpus-per-task={options.Cpus}"),
            .. options.MemoryGib is { } memory ? [string.Create(CultureInfo.InvariantCulture, $"--mem={memory}G")] : Array.Empty<string>(),
            .. options.Partition is { } partition ? [$"--partition={partition}"] : Array.Empty<string>(),
            .. options.Time is { } time ? [$"--time={time}"] : Array.Empty<string>(),
            .. options.Sbatch,
        ];
        return all.FirstOrDefault(one => one.Any(char.IsControl) || !one.StartsWith('-')) is { } wrong
            ? throw new UserException($"'{wrong}': not an option of sbatch (allowed: one line that begins with a hyphen, such as --constraint=zen4)")
            : string.Join('\n', all.Select(one => "#SBATCH " + one));
    }

    private static string Quoted(IEnumerable<string> words) => string.Join(' ', words.Select(CommandLine.Quoted));
}
