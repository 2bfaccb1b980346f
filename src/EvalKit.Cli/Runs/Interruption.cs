using System.Diagnostics;
using System.Globalization;
using System.IO.Enumeration;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Runs;

/// <summary>
/// Lets a test kill the process at the worst moment, by <c>EVALKIT_TEST_KILL="POINT FILE N"</c>: at the n-th file of a name, such as
/// <c>before-rename *.parquet 4</c> or <c>after-rename report.json 1</c>. The file that <c>EVALKIT_TEST_KILL_LOG</c> names, if any, tells
/// that it came to it.
/// </summary>
internal static class Interruption
{
    private const string Variable = "EVALKIT_TEST_KILL";

    /// <summary>What the store calls when it writes; null as a rule.</summary>
    public static Action<WritePoint, string>? AtWrites()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split(' ') is not [var point, var pattern, var n]) return null;
        var at = point == "before-rename" ? WritePoint.BeforeRename : WritePoint.AfterRename;
        var left = int.Parse(n, CultureInfo.InvariantCulture);
        return (reached, file) =>
        {
            if (reached != at || !FileSystemName.MatchesSimpleExpression(pattern, file) || Interlocked.Decrement(ref left) != 0) return;
            if (Environment.GetEnvironmentVariable(Variable + "_LOG") is { } log) File.WriteAllText(log, file);
            using var self = Process.GetCurrentProcess();
            self.Kill();
        };
    }
}
