using System.Text.Json.Serialization;
using EvalKit.Core.Configuration;
using EvalKit.Core.Data;
using EvalKit.Core.Models;

namespace EvalKit.Core.Planning;

/// <summary>A model of the run, as its file and the configuration describe it.</summary>
/// <param name="Name">Its name in the run.</param>
/// <param name="Path">Its path, relative to the configuration's folder, with forward slashes.</param>
/// <param name="Family">Its family, or null.</param>
/// <param name="Input">What the configuration says of its input.</param>
/// <param name="Output">What the configuration says of its output.</param>
public sealed record ModelEntry(string Name, string Path, string? Family, InputConfig Input, OutputConfig Output);

/// <summary>What opening a model showed.</summary>
/// <param name="Facts">What the file says.</param>
/// <param name="Signature">What it takes and gives.</param>
/// <param name="View">The geometry of its pictures.</param>
/// <param name="Preprocessing">All that determines how a picture becomes its input and its output becomes scores: equal settings give equal text.</param>
/// <param name="Resolved">What was settled about input and output, each with where it came from.</param>
/// <param name="Refusals">By the name of an attribution method why it cannot explain the model; those that can are absent.</param>
public sealed record ProbedModel(
    ModelFacts Facts,
    ModelSignature Signature,
    ImageView View,
    string Preprocessing,
    IReadOnlyList<string> Resolved,
    IReadOnlyDictionary<string, string> Refusals)
{
    /// <summary>How it answers the same question again and in other company, where that makes its figures doubtful; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelBehaviour? Behaviour { get; init; }
}

/// <summary>A model that could not be opened.</summary>
/// <param name="Name">Its name in the run.</param>
/// <param name="Why">The whole message.</param>
/// <param name="Retryable">Whether a retry may mend it.</param>
public sealed record UnopenedModel(string Name, string Why, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Retryable = false);

/// <summary>A model that can be run.</summary>
/// <param name="Entry">What the configuration says of it.</param>
/// <param name="Probed">What opening it showed.</param>
public sealed record PlannedModel(ModelEntry Entry, ProbedModel Probed)
{
    /// <summary>Its name in the run.</summary>
    public string Name => Entry.Name;
}
