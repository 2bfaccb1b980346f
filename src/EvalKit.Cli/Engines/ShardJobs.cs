using EvalKit.Cli.Runs;
using EvalKit.Core.Planning;

namespace EvalKit.Cli.Engines;

/// <summary>What an engine is to run for one evaluation.</summary>
/// <param name="Request">The run.</param>
/// <param name="Folder">The run's folder, as the jobs are to find it.</param>
/// <param name="Name">The run's name.</param>
/// <param name="Count">The number of shards.</param>
/// <param name="Open">The shards that have something left to compute, ascending.</param>
internal sealed record ShardJobs(RunRequest Request, string Folder, string Name, int Count, IReadOnlyList<int> Open)
{
    /// <summary>Finds the shards of a plan that have something left to compute. What failed for good is not tried again.</summary>
    public static ShardJobs Of(Evaluation.Planned planned, RunRequest request, int count)
    {
        var left = planned.Todo.Where(unit => planned.Store.Failure(unit.Id) is not { Retryable: false }).Select(unit => unit.Id).ToHashSet(StringComparer.Ordinal);
        var shards = ShardPartition.Of(planned.Plan, count);
        return new ShardJobs(
            request,
            request.Out ?? Path.Combine("runs", planned.Config.Name),
            planned.Plan.Name,
            count,
            [.. Enumerable.Range(0, count).Where(shard => shards[shard].Any(unit => left.Contains(unit.Id)))]);
    }

    /// <summary>The arguments of a shard; the engine tells it which one it is.</summary>
    public IReadOnlyList<string> ShardArguments => [.. RunArguments.Of(Request with { Out = Folder }), "--shard", $"auto/{Count}"];

    /// <summary>The arguments of the job that joins the shards.</summary>
    public IReadOnlyList<string> MergeArguments =>
        ["merge", Folder, "--config", Request.Config, .. Request.Overrides.SelectMany(change => new[] { "--set", change }), .. CustomLibraries.Arguments(Request.CustomOps)];

    /// <summary>The run's name in the letters that engines take: small ones, digits and hyphens, no hyphen at the end.</summary>
    public string Label
    {
        get
        {
            const int Longest = 40;
            var letters = Name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-').Take(Longest);
            return $"evalkit-{string.Concat(letters)}".TrimEnd('-');
        }
    }
}
