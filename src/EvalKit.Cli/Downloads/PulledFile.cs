namespace EvalKit.Cli.Downloads;

/// <summary>A file that is in its place.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its hash, in lower-case hex.</param>
/// <param name="IsNew">Whether it was received now.</param>
internal sealed record PulledFile(string Path, long Bytes, string Sha256, bool IsNew)
{
    /// <summary>Whether it is a model, by its name.</summary>
    public bool IsModel => HasModelName(Path);

    /// <summary>Whether a path ends as that of an ONNX model.</summary>
    public static bool HasModelName(string path) => path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);
}
