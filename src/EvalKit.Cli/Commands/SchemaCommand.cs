using System.CommandLine;
using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Plugins;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit schema</c>: the JSON Schema of the configuration.</summary>
internal static class SchemaCommand
{
    public static Command Create(PluginCatalog catalog)
    {
        var file = new Option<string?>("--out") { Description = "The file to write; by default standard output.", HelpName = "FILE" };
        var command = new Command("schema", "Prints the JSON Schema of the configuration, by which editors check and complete it.\n\nExample:\n  evalkit schema --out evalkit.schema.json\nand at the top of a configuration:\n  # yaml-language-server: $schema=evalkit.schema.json") { file };
        command.SetAction(parsed =>
        {
            var schema = ConfigSchema.Create(catalog);
            if (parsed.GetValue(file) is { } path) Write(path, schema);
            else parsed.InvocationConfiguration.Output.Write(schema);
        });
        return command;
    }

    private static void Write(string path, string schema)
    {
        try
        {
            File.WriteAllText(path, schema);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{path}: the schema cannot be written: {exception.Message}", exception);
        }
    }
}
