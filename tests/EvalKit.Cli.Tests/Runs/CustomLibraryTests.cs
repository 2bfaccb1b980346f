using System.Security.Cryptography;
using EvalKit.Core.Errors;
using EvalKit.Core.Planning;
using EvalKit.Onnx.Graphs.Schema;
using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;

namespace EvalKit.Cli.Tests.Runs;

/// <summary>Libraries of custom operators are loaded where the command line names them, and nowhere else.</summary>
public sealed class CustomLibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CustomLibraryTests()
    {
        var model = new ModelBuilder()
            .Input("pictures", DataType.Float, "n", 1, 28, 28)
            .Output("scores", DataType.Float, "n", 10)
            .Weight("weights", [784, 10], 0.1f, -0.2f, 0.3f)
            .Node("Flatten", ["pictures"], "flat")
            .Node("MatMul", ["flat", "weights"], "linear")
            .Node("Twice", "stranger", ["linear"], ["scores"]);
        model.Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "stranger", Version = 1 });
        model.Save(_folder, "odd.onnx");
        File.WriteAllText(_folder.File("none.so"), "no library");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("inspect odd.onnx")]
    [InlineData("run eval.yaml --out run")]
    public async Task Without_the_option_the_refusal_names_it(string command)
    {
        await WriteConfigAsync();
        var result = await Evalkit.RunAsync(_folder.Path, command.Split(' '));

        Assert.Equal(ExitCodes.Failed, result.Code);
        Assert.Contains("lacks the operator Twice of domain 'stranger' (opset 1)", result.Error, StringComparison.Ordinal);
        Assert.Contains("; a library that has it is loaded where --custom-ops names one", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inspect odd.onnx")]
    [InlineData("explain odd.onnx --set input.scale=1 --input ")]
    [InlineData("fourier eval.yaml")]
    [InlineData("run eval.yaml --out run")]
    public async Task A_file_that_is_no_library_is_told_and_so_is_one_that_is_not_there(string command)
    {
        await WriteConfigAsync();
        string[] words = [.. command.TrimEnd().Split(' '), .. command.EndsWith(' ') ? [PictureFolder.Bundled(0)] : Array.Empty<string>()];
        var broken = await Evalkit.RunAsync(_folder.Path, [.. words, "--custom-ops", "none.so"]);
        Assert.Equal(ExitCodes.Failed, broken.Code);
        Assert.Matches(@"/none\.so: ONNX Runtime [0-9.]+ does not take it for a library of custom operators: ", broken.Error);

        var missing = await Evalkit.RunAsync(_folder.Path, [.. words, "--custom-ops", "gone.so"]);
        Assert.Equal((ExitCodes.Failed, "evalkit: --custom-ops gone.so: there is no such file\n"), (missing.Code, missing.Error.Replace("opening models\n", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Values_depend_on_the_content_of_a_library_and_not_on_its_folder()
    {
        var versions = new PlanVersions("1", "2", "cpu/all", "x64");
        var hash = Convert.ToHexStringLower(SHA256.HashData("no library"u8));

        Assert.Equal(versions, CustomLibraries(versions));
        Assert.Equal($"cpu/all; custom operators none.so (sha256 {hash})", CustomLibraries(versions, _folder.File("none.so")).Provider);
        Assert.Throws<UserException>(() => CustomLibraries(versions, "gone.so"));

        static PlanVersions CustomLibraries(PlanVersions versions, params string[] libraries) => Cli.Runs.CustomLibraries.AddTo(versions, libraries);
    }

    private Task WriteConfigAsync()
    {
        var data = $"{Evalkit.Root.Replace('\\', '/')}/eval-configs/data/fashion/t10k";
        return File.WriteAllTextAsync(_folder.File("eval.yaml"), $"""
            name: odd
            task: image-classification
            models: [{"{"} path: odd.onnx {"}"}]
            data: {"{"} kind: idx, images: {data}-images-idx3-ubyte.gz, labels: {data}-labels-idx1-ubyte.gz, limit: 64 {"}"}
            input: {"{"} scale: 0.00392156862745098 {"}"}
            cost: {"{"} latency: true {"}"}
            """);
    }
}
