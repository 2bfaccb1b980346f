using EvalKit.Core.Configuration;
using EvalKit.Core.Plugins;

namespace EvalKit.Cli.Runs;

/// <summary>What the worker of a command may take.</summary>
internal static class CommandLimits
{
    /// <summary>The section of the configuration, and of <c>--set</c>.</summary>
    public const string Section = "limits";

    /// <summary>What <c>--set limits.KEY=VALUE</c> says, over what the configuration says.</summary>
    /// <param name="settings">The values of <c>--set</c>; none of another section.</param>
    /// <param name="config">The configuration's limits; null without any.</param>
    /// <param name="catalog">The plug-ins.</param>
    /// <exception cref="EvalKit.Core.Errors.UserException">A key is unknown, or a value not allowed.</exception>
    public static LimitsConfig Of(IReadOnlyList<string> settings, LimitsConfig? config, PluginCatalog catalog)
    {
        config ??= new LimitsConfig();
        if (settings.Count == 0) return config;
        var said = CommandSettings.Read(settings, [Section], catalog).Section<LimitsConfig>(Section);
        return new LimitsConfig(said.Time ?? config.Time, said.Memory ?? config.Memory);
    }

    /// <summary>Whether a value of <c>--set</c> is one of this section.</summary>
    public static bool IsLimit(string setting) => setting.StartsWith(Section + ".", StringComparison.Ordinal) || setting.StartsWith(Section + "=", StringComparison.Ordinal);
}
