using System.Text;

namespace EvalKit.Core.Tests.Configuration;

/// <summary>A folder with a configuration, gone when the test is.</summary>
internal sealed class ConfigFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("evalkit-config-").FullName;

    public string Config => System.IO.Path.Combine(Path, "config.yaml");

    public string Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    public string Write(byte[] bytes)
    {
        File.WriteAllBytes(Config, bytes);
        return Config;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
