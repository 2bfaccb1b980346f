using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EvalKit.Onnx.Inference;

/// <summary>
/// Turns off what ONNX Runtime 1.31 does unasked: it notes every session in a database under the user's cache folder and sends
/// that to its makers. Nothing that EvalKit computes with may touch the network.
/// </summary>
internal static partial class RuntimeTelemetry
{
    /// <summary>The environment variable that the runtime looks at when it is loaded.</summary>
    public const string Switch = "ORT_DISABLE_TELEMETRY";

    /// <summary>Runs before anything else of this library, so before the runtime is loaded.</summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries", Justification = "No call of the runtime may come before it.")]
    internal static void TurnOff()
    {
        Environment.SetEnvironmentVariable(Switch, "1");

        // On Unix .NET keeps its variables to itself and to the processes that it starts; a native library asks the C library.
        if (!OperatingSystem.IsWindows()) _ = SetNative(Switch, "1", overwrite: 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetNative(string name, string value, int overwrite);
}
