using System.Diagnostics;
using System.Globalization;

namespace EvalKit.Cli.Runs;

/// <summary>Lets a test kill the process at the worst moment: when a unit is written and has not got its name yet.</summary>
internal static class Interruption
{
    private const string Variable = "EVALKIT_TEST_KILL_BEFORE_RENAME";

    /// <summary>What the store calls before it renames, or null as a rule: kills the process at the n-th call.</summary>
    public static Action? BeforeRename()
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var left)) return null;
        return () =>
        {
            if (Interlocked.Decrement(ref left) > 0) return;
            using var self = Process.GetCurrentProcess();
            self.Kill();
        };
    }
}
