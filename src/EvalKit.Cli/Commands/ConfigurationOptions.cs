using System.CommandLine;
using System.Globalization;
using EvalKit.Cli.Runs;

namespace EvalKit.Cli.Commands;

/// <summary>What the commands that evaluate a configuration have in common: which one, with which changes, into which folder.</summary>
internal sealed class ConfigurationOptions
{
    private readonly Argument<string> _config = new("CONFIG") { Description = "The configuration (YAML or JSON)." };
    private readonly Option<string[]> _models = new("--models") { Description = "Model files or patterns that replace the configuration's.", HelpName = "GLOB", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _folder = new("--out") { Description = "The run's folder; by default runs/NAME.", HelpName = "DIR" };
    private readonly Option<string?> _reference = new("--reference") { Description = "The run or reference file that gates compare with.", HelpName = "RUN|FILE" };
    private readonly Option<string[]> _set = new("--set") { Description = "Changes the configuration, such as robustness.samples=500.", HelpName = "PATH=VALUE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _libraries = CustomLibraries.CreateOption();
    private readonly Option<int?> _limit = new("--limit") { Description = "Uses only the first N samples.", HelpName = "N" };

    /// <summary>Gives a command the argument and the options.</summary>
    public Command AddTo(Command command)
    {
        command.Add(_config);
        command.Add(_models);
        command.Add(_folder);
        command.Add(_reference);
        command.Add(_set);
        command.Add(_limit);
        command.Add(_libraries);
        return command;
    }

    /// <summary>The run that was asked for, with everything else as it is where nothing is said.</summary>
    /// <param name="parsed">The command line.</param>
    public RunRequest Request(ParseResult parsed)
    {
        string[] limits = parsed.GetValue(_limit) is { } n ? [string.Create(CultureInfo.InvariantCulture, $"data.limit={n}")] : [];
        return new RunRequest(
            parsed.GetRequiredValue(_config),
            [.. parsed.GetValue(_set) ?? [], .. limits],
            parsed.GetValue(_models) ?? [],
            parsed.GetValue(_folder),
            parsed.GetValue(_reference))
        {
            CustomOps = parsed.GetValue(_libraries) ?? [],
        };
    }
}
