using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using EvalKit.Core.Errors;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Downloads;

/// <summary>
/// <c>evalkit.lock.json</c> in the folder of the models: what each file is, so that a later pull gives the same bytes or none.
/// Its own bytes depend on nothing but what it says.
/// </summary>
/// <param name="Version">The version of the form.</param>
/// <param name="Files">The files by their paths below the folder, in ordinal order.</param>
internal sealed record LockFile(int Version, SortedDictionary<string, LockEntry> Files)
{
    /// <summary>The name of the file.</summary>
    public const string Name = "evalkit.lock.json";

    private const int CurrentVersion = 1;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>Reads the file of a folder; an empty one where there is none.</summary>
    /// <exception cref="UserException">It is damaged, or names a path that leads elsewhere.</exception>
    public static LockFile Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) return new LockFile(CurrentVersion, new SortedDictionary<string, LockEntry>(StringComparer.Ordinal));
        try
        {
            var read = JsonSerializer.Deserialize<LockFile>(File.ReadAllBytes(path), Form)!;
            if (read.Version != CurrentVersion) throw new UserException($"{path}: its version is {read.Version}; this EvalKit reads version {CurrentVersion}");
            foreach (var (file, entry) in read.Files)
            {
                RemotePath.Check(file, path);
                if (entry.Sha256.Length != 64 || !entry.Sha256.All(char.IsAsciiHexDigitLower)) throw new UserException($"{path}: '{file}': its sha256 is no hash in lower-case hex");
            }

            return read with { Files = new SortedDictionary<string, LockEntry>(read.Files, StringComparer.Ordinal) };
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{path}: does not read: {problem.Message}", problem);
        }
    }

    /// <summary>Writes the file, in one step.</summary>
    public Task WriteAsync(string folder, CancellationToken cancellation) => AtomicFile.WriteAsync(
        Path.Combine(folder, Name),
        async (stream, token) =>
        {
            await JsonSerializer.SerializeAsync(stream, this, Form, token).ConfigureAwait(false);
            stream.WriteByte((byte)'\n');
        },
        cancellation);
}
