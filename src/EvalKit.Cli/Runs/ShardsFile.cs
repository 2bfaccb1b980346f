using System.Text.Json;
using EvalKit.Core.Planning;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Runs;

/// <summary>
/// Into how many shards a run was divided last, and how one is computed again: <c>shards.json</c> in its folder, for those who look
/// for what is missing. No figure depends on it.
/// </summary>
/// <param name="Count">The number of shards.</param>
/// <param name="Arguments">The arguments of the program, without <c>--shard</c>.</param>
internal sealed record ShardsFile(int Count, IReadOnlyList<string> Arguments)
{
    /// <summary>The file's name.</summary>
    public const string Name = "shards.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>What a shard leaves for the others to find; all shards leave the same.</summary>
    public static ShardsFile Of(RunRequest request) => new(request.Shard!.Count, RunArguments.Of(request));

    /// <summary>Reads the file of a run; null where it was never divided.</summary>
    public static ShardsFile? Read(RunStore store)
    {
        var path = Path.Combine(store.Folder, Name);
        return File.Exists(path) ? JsonSerializer.Deserialize<ShardsFile>(File.ReadAllBytes(path), Json) : null;
    }

    /// <summary>Writes it into the run's folder.</summary>
    public Task WriteAsync(RunStore store, CancellationToken cancellation) =>
        store.WriteFileAsync(Name, (stream, token) => JsonSerializer.SerializeAsync(stream, this, Json, token), cancellation);

    /// <summary>The command that computes a shard.</summary>
    public string Command(int shard) => CommandLine.Typed(["evalkit", .. Arguments, "--shard", new Shard(shard, Count).ToString()]);
}
