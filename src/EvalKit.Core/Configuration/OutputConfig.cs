using EvalKit.Core.Models;

namespace EvalKit.Core.Configuration;

/// <summary>How a model's output is read. What is not said is detected.</summary>
/// <param name="Name">The output's name, where a model has several.</param>
/// <param name="Scores">What the scores are; detected where not said.</param>
public sealed record OutputConfig(string? Name = null, ScoreKind? Scores = null)
{
    /// <summary>These settings, with what they leave open taken from others.</summary>
    public OutputConfig Over(OutputConfig other) => new(Name ?? other.Name, Scores ?? other.Scores);
}
