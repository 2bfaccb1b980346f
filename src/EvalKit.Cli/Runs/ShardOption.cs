using System.Globalization;
using EvalKit.Core.Errors;
using EvalKit.Core.Planning;

namespace EvalKit.Cli.Runs;

/// <summary>Reads <c>--shard</c>: <c>k/n</c>, or <c>auto/n</c> where an engine tells each of its tasks which one it is.</summary>
internal static class ShardOption
{
    private const string Auto = "auto";

    // Only the index is taken from an engine. Its count of tasks is not n when some indices alone are submitted again.
    private static readonly string[] Variables = ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"];

    /// <summary>Reads the option.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <exception cref="UserException">It names no shard.</exception>
    public static Shard Parse(string text, Func<string, string?> environment)
    {
        if (text.Split('/') is not [var which, var of] || Number(of) is not { } count || count == 0)
            throw new UserException($"--shard '{text}': not a shard (allowed: k/n with k from 0 to n − 1, such as 0/4, or {Auto}/n under Slurm or Kubernetes)");
        if (which != Auto) return Inside(Number(which), count, $"--shard '{text}'");
        return Variables.FirstOrDefault(name => environment(name) is { Length: > 0 }) is { } variable
            ? Inside(Number(environment(variable)!), count, $"--shard '{text}': {variable} is '{environment(variable)}'")
            : throw new UserException($"--shard '{text}': neither {string.Join(" nor ", Variables)} is set, so give the shard by its number, such as 0/{of}");
    }

    private static Shard Inside(int? index, int count, string where) => index < count
        ? new Shard(index.Value, count)
        : throw new UserException(string.Create(CultureInfo.InvariantCulture, $"{where}: shards go from 0 to {count - 1}"));

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
