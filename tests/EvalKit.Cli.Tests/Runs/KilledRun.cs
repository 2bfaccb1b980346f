using System.Diagnostics;

namespace EvalKit.Cli.Tests.Runs;

/// <summary>A run that is killed and resumed until it is done. Units that are computed twice show by their files, which are then new ones.</summary>
/// <param name="folder">The folder, with the configuration written.</param>
/// <param name="arguments">What follows <c>evalkit</c>; the run's folder included.</param>
/// <param name="name">The name of the run's folder.</param>
internal sealed class KilledRun(RunFolder folder, IReadOnlyList<string> arguments, string name)
{
    private const int MostAttempts = 5;

    private readonly Dictionary<string, DateTime> _finished = new(StringComparer.Ordinal);

    /// <summary>Who is killed.</summary>
    public enum Victim
    {
        /// <summary>The process that a user starts.</summary>
        Supervisor,

        /// <summary>The process that computes.</summary>
        Worker,

        /// <summary>Both at once.</summary>
        Both,
    }

    /// <summary>The name of the run's folder.</summary>
    public string Name { get; } = name;

    /// <summary>The processes that were killed.</summary>
    public int Kills { get; private set; }

    /// <summary>The units that were finished when the run was last killed.</summary>
    public int FinishedBefore { get; private set; }

    /// <summary>The units that were finished and that were computed again after.</summary>
    public int Twice { get; private set; }

    /// <summary>Starts or resumes the run, and kills it after a time, unless it ends before.</summary>
    public async Task KillAfterAsync(TimeSpan moment, Victim victim)
    {
        using var process = Evalkit.Start(folder.Path, arguments);
        var end = Evalkit.EndAsync(process);
        await Task.WhenAny(end, Task.Delay(moment));
        var workers = Evalkit.Children(process.Id);
        if (victim != Victim.Supervisor) Kills += workers.Count(Kill);
        if ((victim != Victim.Worker || workers.Count == 0) && !process.HasExited && Kill(process.Id)) Kills++;
        await end;
        // A worker whose supervisor is gone ends by itself; what it was writing counts as in flight.
        foreach (var worker in workers) await GoneAsync(worker);
        Note();
        FinishedBefore = _finished.Count;
    }

    /// <summary>Starts or resumes the run with a point at which its processes kill themselves (<c>EVALKIT_TEST_KILL</c>).</summary>
    public async Task KillAtAsync(string point)
    {
        var log = folder.At($"{Name}.killed");
        await Evalkit.RunAsync(folder.Path, arguments, ("EVALKIT_TEST_KILL", point), ("EVALKIT_TEST_KILL_LOG", log));
        if (File.Exists(log)) Kills++;
        Note();
        FinishedBefore = _finished.Count;
    }

    /// <summary>Throws away what was done, for a run that ended before it was killed.</summary>
    public void Forget()
    {
        folder.Forget(Name);
        _finished.Clear();
    }

    /// <summary>Resumes the run until it is done.</summary>
    /// <exception cref="InvalidOperationException">It does not come to an end.</exception>
    public async Task FinishAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = await Evalkit.RunAsync(folder.Path, arguments);
            Note();
            if (result.Code == ExitCodes.Done) return;
            if (attempt == MostAttempts) throw new InvalidOperationException($"{Name} did not end: {result.Code} {result.Error}");
        }
    }

    private static bool Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            return true;
        }
        catch (Exception ended) when (ended is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static async Task GoneAsync(int id)
    {
        while (Directory.Exists($"/proc/{id}")) await Task.Delay(1);
    }

    private void Note()
    {
        foreach (var file in folder.UnitFiles(Name))
        {
            var written = File.GetLastWriteTimeUtc(file);
            if (_finished.TryGetValue(file, out var before) && before != written) Twice++;
            _finished[file] = written;
        }
    }
}
