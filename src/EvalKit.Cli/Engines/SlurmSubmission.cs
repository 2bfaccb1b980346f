using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using EvalKit.Cli.Runs;
using EvalKit.Core.Errors;

namespace EvalKit.Cli.Engines;

/// <summary>Writes the scripts of a run for Slurm into <c>slurm/</c> of its folder, and submits them from there.</summary>
internal static class SlurmSubmission
{
    private const string Folder = "slurm";

    /// <summary>Writes the scripts and submits the shards that have something left, then the job that joins.</summary>
    /// <param name="jobs">What is to run.</param>
    /// <param name="options">What a shard may take.</param>
    /// <param name="dryRun">Whether the commands are only told.</param>
    /// <param name="say">Told what was done, line by line.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="UserException">Slurm is not there, or refuses.</exception>
    public static async Task SubmitAsync(ShardJobs jobs, EngineOptions options, bool dryRun, Action<string> say, CancellationToken cancellation)
    {
        var folder = Path.GetFullPath(Path.Combine(jobs.Folder, Folder));
        var scripts = new SlurmScripts(jobs, options, WorkerLauncher.Program(), Directory.GetCurrentDirectory());
        await WriteAsync(Path.Combine(folder, SlurmScripts.Shard), scripts.ShardScript(), cancellation).ConfigureAwait(false);
        await WriteAsync(Path.Combine(folder, SlurmScripts.Merge), scripts.MergeScript(), cancellation).ConfigureAwait(false);
        var after = Array.Empty<string>();
        if (jobs.Open.Count == 0) say("no unit is missing");
        else after = [$"--dependency=afterany:{await RunAsync([$"--array={Indices(jobs.Open)}", SlurmScripts.Shard], "ARRAY").ConfigureAwait(false)}"];
        await RunAsync([.. after, SlurmScripts.Merge], "MERGE").ConfigureAwait(false);

        async Task<string> RunAsync(string[] arguments, string unknown)
        {
            string[] command = ["sbatch", "--parsable", .. arguments];
            var id = dryRun ? unknown : await JobAsync(folder, command, cancellation).ConfigureAwait(false);
            say($"{folder}$ {string.Join(' ', command)}{(dryRun ? "" : $"   # job {id}")}");
            return id;
        }
    }

    /// <summary>Indices as sbatch takes them, such as <c>0-3,7</c>.</summary>
    internal static string Indices(IReadOnlyList<int> ascending)
    {
        var text = new StringBuilder();
        for (var first = 0; first < ascending.Count;)
        {
            var last = first;
            while (last + 1 < ascending.Count && ascending[last + 1] == ascending[last] + 1) last++;
            text.Append(text.Length > 0 ? "," : "").Append(ascending[first]);
            if (last > first) text.Append('-').Append(ascending[last]);
            first = last + 1;
        }

        return text.ToString();
    }

    // sbatch answers JOB, or JOB;CLUSTER.
    private static async Task<string> JobAsync(string folder, string[] command, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync(cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(cancellation).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return process.ExitCode == 0
                ? output.Trim().Split(';')[0]
                : throw new UserException($"{string.Join(' ', command)}: {(await error.ConfigureAwait(false)).Trim()}");
        }
        catch (Win32Exception missing)
        {
            throw new UserException($"sbatch cannot be started ({missing.Message}): submit where Slurm's commands are, or write the scripts only, by --dry-run", missing);
        }
    }

    private static Task WriteAsync(string path, string text, CancellationToken cancellation) =>
        WrittenFile.WriteAsync(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)), cancellation);
}
