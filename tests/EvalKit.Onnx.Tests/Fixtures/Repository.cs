using System.Text.Json;

namespace EvalKit.Onnx.Tests.Fixtures;

/// <summary>Finds the files that the repository carries.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    /// <summary>The full path of a file of the repository.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>The entries of the manifest of bundled models.</summary>
    public static IReadOnlyList<BundledModel> Models { get; } = ReadManifest();

    private static BundledModel[] ReadManifest()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path("models/manifest.json")));
        return [.. manifest.RootElement.GetProperty("models").EnumerateArray().Select(model => model.Deserialize<BundledModel>(JsonSerializerOptions.Web)!)];
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "EvalKit.sln"))) folder = System.IO.Path.GetDirectoryName(folder)!;
        return folder;
    }
}

/// <summary>What the manifest says of a model.</summary>
internal sealed record BundledModel(
    string Name, string Path, string Sha256, string Precision, long Parameters, long Macs, int Opset, long Bytes, int Correct, double LogLoss, string? ReferencePredictions)
{
    public string FullPath => Repository.Path($"models/{Path}");
}
