using System.Collections.Immutable;
using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace EvalKit.Cli.Tests.Packaging;

/// <summary>A package as it lies on the disk.</summary>
internal sealed record Package(string File)
{
    private static readonly string[] Texts = [".json", ".xml"];

    /// <summary>The size in bytes.</summary>
    public long Size => new FileInfo(File).Length;

    /// <summary>The paths of the files in it.</summary>
    public string[] Entries()
    {
        using var zip = ZipFile.OpenRead(File);
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>The text of a file in it.</summary>
    public string Text(string path)
    {
        using var zip = ZipFile.OpenRead(File);
        using var reader = new StreamReader(zip.GetEntry(path)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>The names of the files of a tool that are neither managed code nor its descriptions: the natives and what comes with them.</summary>
    public string[] Natives()
    {
        using var zip = ZipFile.OpenRead(File);
        return [.. zip.Entries
            .Where(entry => entry.FullName.StartsWith("tools/", StringComparison.Ordinal) && !Texts.Contains(Path.GetExtension(entry.Name)))
            .Where(entry => !IsOwnSymbols(entry.Name) && !IsManaged(entry))
            .Select(entry => entry.Name)
            .Order(StringComparer.Ordinal)];
    }

    private static bool IsOwnSymbols(string name) =>
        name.StartsWith("evalkit", StringComparison.OrdinalIgnoreCase) && Path.GetExtension(name) == ".pdb";

    private static bool IsManaged(ZipArchiveEntry entry)
    {
        if (Path.GetExtension(entry.Name) != ".dll") return false;
        using var bytes = new MemoryStream();
        using (var stream = entry.Open()) stream.CopyTo(bytes);
        using var image = new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(bytes.ToArray()));
        return image.HasMetadata;
    }
}
