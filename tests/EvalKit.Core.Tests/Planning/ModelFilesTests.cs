using EvalKit.Core.Configuration;
using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Errors;
using EvalKit.Core.Planning;
using EvalKit.Core.Tests.Store;

namespace EvalKit.Core.Tests.Planning;

public sealed class ModelFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ModelFilesTests()
    {
        Directory.CreateDirectory(_folder.At("models/deep"));
        foreach (var name in new[] { "models/b.onnx", "models/a.onnx", "models/deep/c.onnx", "models/notes.txt" }) File.WriteAllText(_folder.At(name), "");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_star_matches_files_of_one_folder_in_order() => Assert.Equal(["a", "b"], Names("models/*.onnx"));

    [Fact]
    public void Two_stars_match_deeper_folders() => Assert.Equal(["a", "b", "c"], Names("models/**/*.onnx"));

    [Fact]
    public void An_exact_path_before_a_pattern_keeps_its_own_settings()
    {
        var entries = ModelFiles.Expand(Config(Entry("models/b.onnx") with { Family = "special" }, Entry("models/*.onnx")));

        Assert.Equal([null, "special"], entries.Select(entry => entry.Family));
    }

    [Fact]
    public void A_missing_file_gets_its_nearest_neighbour() =>
        Assert.EndsWith("did you mean 'b.onnx'?", Assert.Throws<UserException>(() => Names("models/bb.onnx")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_pattern_without_matches_names_where_it_looked() =>
        Assert.Contains("no file matches 'models/*.pt'", Assert.Throws<UserException>(() => Names("models/*.pt")).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_files_of_one_name_are_both_named()
    {
        File.WriteAllText(_folder.At("models/deep/a.onnx"), "");
        var problem = Assert.Throws<UserException>(() => Names("models/**/*.onnx"));

        Assert.Contains("models/a.onnx and models/deep/a.onnx", problem.Message, StringComparison.Ordinal);
    }

    private IEnumerable<string> Names(string pattern) => ModelFiles.Expand(Config(Entry(pattern))).Select(entry => entry.Name);

    private EvalConfig Config(params ModelConfig[] models) =>
        Plans.Config() with { Place = new SourcePlace(_folder.At("eval.yaml"), 1, 1), Models = models };

    private static ModelConfig Entry(string path) => new(new SourcePlace("eval.yaml", 3, 5), path, null, null, new InputConfig(), new OutputConfig());
}
