using System.CommandLine;
using System.CommandLine.Parsing;
using EvalKit.Core.Errors;

namespace EvalKit.Cli;

/// <summary>What is wrong with a command line, in words that a user can act on.</summary>
internal static class UsageErrors
{
    /// <summary>The messages, none where the command line is right; the last says where help is.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        // A directive, such as the one that shells ask for completion by, is about a line that is not yet whole.
        if (parsed.RootCommandResult.Command is RootCommand root && root.Directives.Any(directive => parsed.GetResult(directive) is not null)) return [];
        var command = parsed.CommandResult.Command;
        string[] errors = command is RootCommand && parsed.UnmatchedTokens is [var name, ..]
            ? [Unknown("command", name, command.Subcommands.Where(one => !one.Hidden).Select(one => one.Name))]
            : [.. Options(parsed, command), .. parsed.Errors.Select(error => error.Message)];
        return errors.Length == 0 ? [] : [.. errors, $"see '{Path(parsed.CommandResult)} --help'"];
    }

    // The parser takes an unknown option for an argument where one may stand.
    private static IEnumerable<string> Options(ParseResult parsed, Command command)
    {
        var names = command.Options.Where(option => !option.Hidden).Select(option => option.Name).ToArray();
        return parsed.CommandResult.Children
            .OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Where(token => token.Value.StartsWith("--", StringComparison.Ordinal))
            .Select(token => Unknown("option", token.Value, names));
    }

    private static string Unknown(string what, string name, IEnumerable<string> allowed) => $"unknown {what} '{name}'{NearestName.Hint(name, allowed)}";

    private static string Path(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{Path(parent)} {result.Command.Name}" : "evalkit";
}
