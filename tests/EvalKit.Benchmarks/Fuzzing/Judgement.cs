using System.Text.RegularExpressions;
using EvalKit.Core.Errors;
using EvalKit.Core.Models;

namespace EvalKit.Benchmarks.Fuzzing;

/// <summary>What may be said of a hostile file, and the class of what was said.</summary>
internal static partial class Judgement
{
    /// <summary>Why an outcome is not as it must be, its sort in the first line; null where it is.</summary>
    /// <param name="problem">What was thrown.</param>
    /// <param name="named">One of these must be in the message: the file, or the place in it.</param>
    public static string? Fault(Exception problem, params string[] named) => problem switch
    {
        ModelException => null,
        UserException when Trace.IsMatch(problem.Message) => $"a refusal shows code\n{problem.Message}",
        UserException when !named.Any(name => problem.Message.Contains(name, StringComparison.Ordinal)) => $"a refusal does not name its file\n{problem.Message}",
        UserException => null,
        _ => $"no refusal but {problem.GetType().Name} {Frame.Match(problem.StackTrace ?? "").Value.Trim()}\n{problem.Message}",
    };

    /// <summary>The sort of a message: its first words without names and numbers.</summary>
    public static string Class(string message, string folder)
    {
        var plain = Number.Replace(Quoted.Replace(message.Replace(folder, "", StringComparison.Ordinal), "…"), "#");
        return string.Join(' ', plain.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8));
    }

    [GeneratedRegex(@"at EvalKit\.[^(]*")]
    private static partial Regex Frame { get; }

    [GeneratedRegex(@"^   at |System\.\w+Exception|\w+Exception:", RegexOptions.Multiline)]
    private static partial Regex Trace { get; }

    [GeneratedRegex(@"'[^']*'|""[^""]*""|\[[^\]]*\]|\([^)]*\)")]
    private static partial Regex Quoted { get; }

    [GeneratedRegex(@"-?\d[\d,.]*")]
    private static partial Regex Number { get; }
}
