using System.Diagnostics;

namespace EvalKit.Benchmarks.Fuzzing;

/// <summary>A folder for models with all that a stranger may put beside them, and a canary outside of it that nobody may read.</summary>
internal sealed class HostileFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("evalkit-fuzz-");

    public HostileFolder()
    {
        Path = _root.CreateSubdirectory("models").FullName;
        var bytes = new byte[1 << 16];
        Directory.CreateDirectory(At("deeper"));
        foreach (var file in new[] { Canary, At("weights.bin"), At("deeper/weights.bin") }) File.WriteAllBytes(file, bytes);
        File.CreateSymbolicLink(At("link.bin"), Canary);
        Directory.CreateSymbolicLink(At("up"), "..");
        Directory.CreateSymbolicLink(At("round"), ".");
        Directory.CreateDirectory(At("*/_ORT_MEM_ADDR_"));
        File.WriteAllBytes(At("*/_ORT_MEM_ADDR_/*"), bytes);
        if (OperatingSystem.IsWindows()) return;
        using var pipe = Process.Start("mkfifo", [At("pipe")]);
        pipe.WaitForExit();
    }

    /// <summary>Where external data are said to lie; the first two are right.</summary>
    public static IReadOnlyList<string> Places { get; } =
    [
        "weights.bin", "deeper/weights.bin", "../canary.bin", "deeper/../../canary.bin", "deeper\\..\\..\\canary.bin", "link.bin", "up/canary.bin", "round/weights.bin",
        "/etc/hostname", "/dev/zero", "/proc/self/environ", "pipe", "deeper", "", ".", "*/_ORT_MEM_ADDR_/*", "weights.bin\0.txt", "weights.bin/", "missing.bin", "file:///etc/hostname",
    ];

    /// <summary>The folder of the models.</summary>
    public string Path { get; }

    /// <summary>A file outside of it.</summary>
    public string Canary => System.IO.Path.Combine(_root.FullName, "canary.bin");

    /// <summary>The path of a file in it.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _root.Delete(recursive: true);
}
