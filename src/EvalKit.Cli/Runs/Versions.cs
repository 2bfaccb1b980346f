using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using EvalKit.Core.Planning;
using EvalKit.Onnx.Inference;

namespace EvalKit.Cli.Runs;

/// <summary>The software and processor of this process, on which the last bits of scores depend.</summary>
internal static class Versions
{
    /// <summary>The version of EvalKit, without the commit.</summary>
    public static string EvalKit { get; } =
        typeof(Versions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>All of them.</summary>
    public static PlanVersions Current { get; } = new(EvalKit, OnnxRuntimeVersion.Current, "cpu/all", Processor());

    private static string Processor()
    {
        var vectors = Vector512.IsHardwareAccelerated ? "512-bit" : Vector256.IsHardwareAccelerated ? "256-bit" : "128-bit";
        return $"{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}, {Name()}, {vectors} vectors";
    }

    private static string Name()
    {
        const string LinuxFacts = "/proc/cpuinfo";
        if (File.Exists(LinuxFacts))
        {
            var line = File.ReadLines(LinuxFacts).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
            if (line is not null) return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }

        return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.OSDescription;
    }
}
