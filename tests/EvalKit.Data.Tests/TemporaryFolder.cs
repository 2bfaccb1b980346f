namespace EvalKit.Data.Tests;

/// <summary>A folder that lives as long as a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("evalkit-").FullName;

    /// <summary>Writes a file, in folders that are made as needed, and gives its whole path.</summary>
    public string Write(string path, byte[] content)
    {
        var whole = Path.Combine(FullPath, path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.WriteAllBytes(whole, content);
        return whole;
    }

    public string Write(string path, string content) => Write(path, System.Text.Encoding.UTF8.GetBytes(content));

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
