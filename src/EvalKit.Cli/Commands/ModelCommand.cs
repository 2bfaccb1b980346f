using System.CommandLine;
using EvalKit.Cli.Runs;
using EvalKit.Core.Configuration;
using EvalKit.Onnx.Inference;

namespace EvalKit.Cli.Commands;

/// <summary>A command that loads models, so that what they do to their process must not become the user's trouble.</summary>
internal sealed class ModelCommand : Command
{
    /// <summary>The names of these commands.</summary>
    public static readonly IReadOnlyList<string> Names = ["inspect", "explain", "fourier"];

    private readonly Func<ParseResult, Demand> _demand;
    private readonly Option<string[]> _libraries = CustomLibraries.CreateOption();

    /// <summary>Makes a command.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="demand">What it may take, by the command line.</param>
    public ModelCommand(string name, string description, Func<ParseResult, Demand> demand)
        : base(name, description)
    {
        _demand = demand;
        Add(_libraries);
    }

    /// <summary>What a command may take.</summary>
    /// <param name="Limits">What the user said.</param>
    /// <param name="Bytes">The size of its models' files.</param>
    public sealed record Demand(LimitsConfig Limits, long Bytes);

    /// <summary>Has the command do its work in this process.</summary>
    /// <param name="work">The work, which gives the exit code.</param>
    public void SetWork(Func<ParseResult, CancellationToken, Task<int>> work) => SetAction((parsed, cancellation) =>
    {
        if (parsed.GetValue(_libraries) is { Length: > 0 } libraries) CustomOperators.Load(CustomLibraries.Present(libraries));
        return work(parsed, cancellation);
    });

    /// <summary>Has the command do its work in a process of its own, which is ended at the limits.</summary>
    /// <param name="apart">That process.</param>
    public void SetApart(ApartCommand apart) => SetAction(async (parsed, cancellation) =>
    {
        await using (apart.ConfigureAwait(false))
        {
            var (limits, bytes) = _demand(parsed);
            return await apart.RunAsync(limits, bytes, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellation).ConfigureAwait(false);
        }
    });
}
