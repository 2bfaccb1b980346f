using System.Globalization;

namespace EvalKit.Core.Planning;

/// <summary>One of the parts into which a plan is divided between machines.</summary>
/// <param name="Index">Which one, from 0.</param>
/// <param name="Count">The number of parts.</param>
public sealed record Shard(int Index, int Count)
{
    /// <summary>The form of the command line, <c>k/n</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}
