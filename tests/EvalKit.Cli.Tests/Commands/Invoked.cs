using System.CommandLine;
using EvalKit.Core.Plugins;

namespace EvalKit.Cli.Tests.Commands;

/// <summary>What a command printed.</summary>
internal static class Invoked
{
    /// <summary>The real catalogue.</summary>
    public static PluginCatalog Catalog { get; } = CompositionRoot.CreateCatalog();

    public static string Output(Command command, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var parsed = command.Parse(arguments);
        Assert.Empty(parsed.Errors);
        Assert.Equal(0, parsed.Invoke(new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false }));
        return output.ToString();
    }
}
