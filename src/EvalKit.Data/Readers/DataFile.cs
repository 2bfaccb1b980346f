using System.Security.Cryptography;
using System.Text;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;

namespace EvalKit.Data.Readers;

/// <summary>What all readers do with the files that a configuration names.</summary>
internal static class DataFile
{
    /// <summary>The whole path of a file that must be there.</summary>
    /// <exception cref="UserException">It is not; the message has the nearest name that is.</exception>
    public static string Find(string folder, string path)
    {
        var whole = Path.GetFullPath(Path.Combine(folder, path));
        return File.Exists(whole) ? whole : throw Missing(whole, "file");
    }

    /// <summary>The whole path of a folder that must be there.</summary>
    /// <exception cref="UserException">It is not; the message has the nearest name that is.</exception>
    public static string FindFolder(string folder, string path)
    {
        var whole = Path.GetFullPath(Path.Combine(folder, path));
        return Directory.Exists(whole) ? whole : throw Missing(whole, "folder");
    }

    /// <summary>The end of a message about a path that is not there: the part that is missing and the nearest name.</summary>
    public static string NearestEntry(string path)
    {
        var missing = path;
        var parent = Path.GetDirectoryName(path);
        while (parent is not null && !Directory.Exists(parent)) (missing, parent) = (parent, Path.GetDirectoryName(parent));
        if (parent is null) return "";
        var names = Directory.EnumerateFileSystemEntries(parent).Select(entry => Path.GetFileName(entry));
        var hint = NearestName.Hint(Path.GetFileName(missing), names);
        return missing == path ? hint : $": the folder {missing} does not exist{hint}";
    }

    /// <summary>SHA-256 of a file's bytes, lower-case hex.</summary>
    public static string Sha256(string path)
    {
        using var stream = BoundedFile.Open(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>SHA-256 over lines of text, each ended by a newline, lower-case hex.</summary>
    public static string Sha256(IEnumerable<string> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines) hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static UserException Missing(string path, string sort) => new($"{path}: no such {sort}{NearestEntry(path)}");
}
