using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using EvalKit.Cli.Tests.Runs;

namespace EvalKit.Cli.Tests.Packaging;

/// <summary>The packages of a release on this machine's platform: the tool, as packed and as installed, and the libraries.</summary>
[CollectionDefinition(nameof(Packages))]
public sealed class Packages : IAsyncLifetime, ICollectionFixture<Packages>
{
    // The repository's own outputs stay as they are, since other tests run from them; so do its lock files.
    private static readonly string[] Options = ["-c", "Release", "-m:1", "-p:RestoreLockedMode=true", "-p:NuGetAudit=false", "-p:RunAnalyzers=false"];

    private readonly string _folder = Directory.CreateTempSubdirectory("evalkit-packages-").FullName;

    /// <summary>The runtime identifier of this machine.</summary>
    internal static string Own { get; } =
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")
        + (RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "-arm64" : "-x64");

    private string Build => Path.Combine(_folder, "build");

    private string Installed => Path.Combine(_folder, "installed");

    public async Task InitializeAsync()
    {
        await PackAsync("src/EvalKit.Cli", "tool", "-r", Own);
        await PackAsync("EvalKit.sln", "libraries");
        await DotnetAsync("tool", "install", "evalkit", "--tool-path", Installed, "--source", Path.Combine(_folder, "tool"));
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The tool's package.</summary>
    internal Package Tool() => new(Directory.GetFiles(Path.Combine(_folder, "tool")).Single());

    /// <summary>A library's package.</summary>
    internal Package Library(string name) => new(Directory.GetFiles(Path.Combine(_folder, "libraries"), name + ".*.nupkg").Single());

    /// <summary>Runs the installed tool.</summary>
    internal Task<Evalkit.Result> RunAsync(string folder, params string[] arguments) =>
        RunAsync(Path.Combine(Installed, "evalkit"), folder, arguments);

    /// <summary>The names of the natives that a package of the tool for a platform would hold.</summary>
    internal async Task<string[]> NativesAsync(string platform)
    {
        var items = await DotnetAsync(
            "msbuild", "src/EvalKit.Cli", "-t:ResolvePackageAssets", "-getItem:NativeCopyLocalItems",
            "-p:RuntimeIdentifier=" + platform, "-p:UseArtifactsOutput=true", "-p:ArtifactsPath=" + Build);
        using var json = JsonDocument.Parse(items);
        return [.. json.RootElement.GetProperty("Items").GetProperty("NativeCopyLocalItems").EnumerateArray()
            .Select(item => Path.GetFileName(item.GetProperty("Identity").GetString()!))
            .Order(StringComparer.Ordinal)];
    }

    private async Task PackAsync(string project, string output, params string[] options) =>
        await DotnetAsync(["pack", project, "-o", Path.Combine(_folder, output), "--artifacts-path", Build, .. Options, .. options]);

    private static async Task<string> DotnetAsync(params string[] arguments)
    {
        var result = await RunAsync("dotnet", Evalkit.Root, arguments);
        Assert.True(result.Code == 0, $"dotnet {string.Join(' ', arguments)}: {result.Output}{result.Error}");
        return result.Output;
    }

    private static async Task<Evalkit.Result> RunAsync(string file, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // An installed tool looks for the runtime in its usual places, or here.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        using var process = Process.Start(start)!;
        return await Evalkit.EndAsync(process);
    }
}
