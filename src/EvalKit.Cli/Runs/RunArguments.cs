namespace EvalKit.Cli.Runs;

/// <summary>The arguments of <c>evalkit run</c> that determine what is computed and where it goes.</summary>
internal static class RunArguments
{
    /// <summary>The arguments, without those that a machine decides (<c>--threads</c>, <c>--shard</c>) and those of the end of a run.</summary>
    public static IReadOnlyList<string> Of(RunRequest request) =>
    [
        "run", request.Config,
        .. request.Models.SelectMany(pattern => new[] { "--models", pattern }),
        .. request.Overrides.SelectMany(change => new[] { "--set", change }),
        .. request.Out is { } folder ? ["--out", folder] : Array.Empty<string>(),
        .. CustomLibraries.Arguments(request.CustomOps),
        .. request.Reference is { } reference ? ["--reference", reference] : Array.Empty<string>(),
    ];
}
