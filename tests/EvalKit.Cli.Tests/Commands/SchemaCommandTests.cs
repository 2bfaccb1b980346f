using EvalKit.Cli.Commands;
using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using NJsonSchema;
using YamlDotNet.Serialization;

namespace EvalKit.Cli.Tests.Commands;

public sealed class SchemaCommandTests
{
    private static readonly string Configs = Path.Combine(Root(), "eval-configs");

    /// <summary>Where this fails: <c>evalkit schema --out eval-configs/evalkit.schema.json</c>.</summary>
    [Fact]
    public void The_committed_schema_is_the_one_that_is_printed() =>
        Assert.Equal(File.ReadAllText(Path.Combine(Configs, "evalkit.schema.json")), Print());

    [Fact]
    public async Task Every_committed_configuration_is_right_for_schema_and_binder()
    {
        var schema = await JsonSchema.FromJsonAsync(Print());
        Assert.All(Directory.EnumerateFiles(Configs, "*.yaml"), file =>
        {
            var text = File.ReadAllText(file);
            Assert.StartsWith("# yaml-language-server: $schema=evalkit.schema.json\n", text, StringComparison.Ordinal);
            Assert.Empty(schema.Validate(ToJson(text)));
            Assert.Equal(file, ConfigReader.Read(file, [], Invoked.Catalog).File);
        });
    }

    [Fact]
    public void It_is_written_to_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("evalkit-schema-");
        try
        {
            var file = Path.Combine(folder.FullName, "schema.json");
            Assert.Equal("", Invoked.Output(SchemaCommand.Create(Invoked.Catalog), "--out", file));
            Assert.Equal(Print(), File.ReadAllText(file));
            var error = Assert.Throws<UserException>(() => Invoked.Output(SchemaCommand.Create(Invoked.Catalog), "--out", Path.Combine(folder.FullName, "no", "schema.json")));
            Assert.StartsWith($"{folder.FullName}/no/schema.json: the schema cannot be written: ", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string ToJson(string yaml) => new SerializerBuilder().JsonCompatible().Build().Serialize(
        new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(yaml)!);

    private static string Print() => Invoked.Output(SchemaCommand.Create(Invoked.Catalog));

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "EvalKit.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
