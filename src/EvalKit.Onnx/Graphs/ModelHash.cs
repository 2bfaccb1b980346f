using System.Security.Cryptography;
using System.Text;

namespace EvalKit.Onnx.Graphs;

/// <summary>The hash of a model with all that belongs to it.</summary>
internal static class ModelHash
{
    /// <summary>
    /// SHA-256 in lower-case hex: of the file where it stands alone; else of one line a file, <c>hash name</c>, the model's
    /// own first, then its external data in ordinal order.
    /// </summary>
    public static string Of(ModelFile file)
    {
        var own = Hash(file.Path);
        if (file.ExternalFiles.Count == 0) return own;
        var lines = file.ExternalFiles.Select(external => $"{Hash(external)} {Path.GetRelativePath(file.Folder, external).Replace('\\', '/')}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{own}\n{string.Concat(lines)}")));
    }

    private static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
