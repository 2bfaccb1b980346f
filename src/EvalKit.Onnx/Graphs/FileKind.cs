namespace EvalKit.Onnx.Graphs;

/// <summary>Tells files apart that are taken for ONNX models by mistake.</summary>
internal static class FileKind
{
    /// <summary>What a file is, by its first bytes, where it is surely no ONNX file; else null.</summary>
    /// <param name="stream">The file, at its beginning; left there.</param>
    public static string? Foreign(Stream stream)
    {
        Span<byte> start = stackalloc byte[64];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        var text = start.TrimStart("\uFEFF \t\r\n"u8);
        if (text.StartsWith("version https://git-lfs"u8)) return "a Git LFS pointer; fetch the model itself with 'git lfs pull'";
        if (text.StartsWith("<"u8)) return "a web page or XML, probably an error page saved by a download";
        if (text.StartsWith("{"u8) || text.StartsWith("["u8)) return "JSON";
        if (start.StartsWith("PK\x03\x04"u8)) return "a zip archive (PyTorch and Keras save such); export the model to ONNX, or unpack it";
        if (start.StartsWith("\x1f\x8b"u8[..1]) && start.Length > 1 && start[1] == 0x8b) return "compressed by gzip; unpack it";
        if (start.Length > 1 && start[0] == 0x80 && start[1] <= 5) return "a Python pickle (PyTorch saves such); export the model to ONNX";
        if (start.Length > 3 && start[1..].StartsWith("HDF"u8)) return "HDF5 (Keras saves such); export the model to ONNX";
        if (start.Length > 8 && start[4..].StartsWith("TFL3"u8)) return "a TensorFlow Lite model; export the model to ONNX";
        if (start.Length > 8 && start[4..].StartsWith("ORTM"u8)) return "in ONNX Runtime's own format (.ort); use the .onnx file that it was made from";
        if (start.StartsWith("GGUF"u8)) return "a GGUF model; export the model to ONNX";
        if (start.Length > 8 && start[4..8].SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0, 0]) && start[8] == '{') return "safetensors, weights without a graph; export the model to ONNX";
        if (start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) || start.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff])) return "a picture";
        return null;
    }

    /// <summary>The end of a message on a file that does not read, where its name tells more.</summary>
    public static string Hint(string path) =>
        Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase) ? "" : "; ONNX files usually end in .onnx";
}
