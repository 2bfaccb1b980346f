using System.Globalization;

namespace EvalKit.Benchmarks.Fuzzing;

/// <summary>Counts what became of the cases of one fuzzing run, and keeps what must not be. Safe to use from several threads.</summary>
/// <param name="folder">Receives the files of faulty cases, and of those that end a worker; null to keep none.</param>
/// <param name="limit">The longest that this process may take for a case.</param>
internal sealed class FuzzTally(string? folder, TimeSpan limit)
{
    private const int MostFaultsShown = 40;
    private const int MostClassesShown = 45;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _faults = new(StringComparer.Ordinal);
    private int _cases;
    private (TimeSpan Time, int Case) _longest;
    private (long Bytes, int Case) _heaviest;

    /// <summary>The longest that this process may take for a case.</summary>
    public TimeSpan Limit => limit;

    /// <summary>What must not be, each with how often it was.</summary>
    public IReadOnlyDictionary<string, int> Faults => _faults;

    /// <summary>Counts an outcome; a case may have several.</summary>
    public void Count(string outcome)
    {
        lock (_gate) _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
    }

    /// <summary>Records what must not be.</summary>
    /// <param name="index">The case.</param>
    /// <param name="fault">What happened; the first line is its sort.</param>
    /// <param name="content">The case's file.</param>
    public void Blame(int index, string fault, byte[] content)
    {
        lock (_gate)
        {
            var sort = fault.Split('\n')[0];
            _faults[sort] = _faults.GetValueOrDefault(sort) + 1;
            if (_faults[sort] > 1) return;
            Console.WriteLine($"case {index}: {fault}");
            Keep(index, content);
        }
    }

    /// <summary>Keeps the file of a case, where files are kept.</summary>
    public void Keep(int index, byte[] content)
    {
        if (folder is null) return;
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"case-{index}")), content);
    }

    /// <summary>Records the memory of a worker.</summary>
    public void Weigh(long bytes, int index)
    {
        lock (_gate)
        {
            if (bytes > _heaviest.Bytes) _heaviest = (bytes, index);
        }
    }

    /// <summary>Ends a case.</summary>
    public void Finish(int index, TimeSpan time)
    {
        lock (_gate)
        {
            _cases++;
            if (time > _longest.Time) _longest = (time, index);
        }
    }

    /// <summary>Prints the table.</summary>
    /// <returns>Whether nothing was as it must not be.</returns>
    public bool Print(string title)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{title}: {_cases} cases, the longest {_longest.Time.TotalSeconds:F2} s (case {_longest.Case}), peak memory of this process {PeakMemory.OfThisProcess() >> 20} MB{(_heaviest.Bytes > 0 ? $", of a worker {_heaviest.Bytes >> 20} MB (case {_heaviest.Case})" : "")}\n\n| outcome | cases |\n| --- | --: |"));
        var sorted = _outcomes.OrderByDescending(pair => pair.Key.StartsWith("worker", StringComparison.Ordinal)).ThenByDescending(pair => pair.Value).ToList();
        foreach (var (outcome, count) in sorted.Take(MostClassesShown)) Console.WriteLine($"| {outcome} | {count} |");
        if (_outcomes.Count > MostClassesShown) Console.WriteLine($"| {_outcomes.Count - MostClassesShown} rarer ones | {sorted.Skip(MostClassesShown).Sum(pair => pair.Value)} |");
        var sums = _outcomes.GroupBy(pair => pair.Key.Split(' ', ':')[0], StringComparer.Ordinal).Select(sum => $"{sum.Key} {sum.Sum(pair => pair.Value)}");
        Console.WriteLine($"\n{string.Join(", ", sums)}");
        Console.WriteLine(_faults.Count == 0 ? "\nno faults" : $"\n{_faults.Count} faults:");
        foreach (var (fault, count) in _faults.OrderByDescending(pair => pair.Value).Take(MostFaultsShown)) Console.WriteLine($"  {count} × {fault}");
        return _faults.Count == 0;
    }
}
