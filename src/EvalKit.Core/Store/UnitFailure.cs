using System.Text.Json.Serialization;
using EvalKit.Core.Execution;

namespace EvalKit.Core.Store;

/// <summary>A unit that failed, as <c>failures/ID.json</c> keeps it.</summary>
/// <param name="Unit">The unit's id.</param>
/// <param name="Model">The model's name.</param>
/// <param name="What">What was to be computed, such as <c>fog:3</c>.</param>
/// <param name="Message">Why it failed.</param>
/// <param name="Retryable">Whether a retry may mend it.</param>
public sealed record UnitFailure(string Unit, string Model, string What, string Message, bool Retryable)
{
    /// <summary>How the worker ended that computed it last; null where the worker lived on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WorkerDeath? Death { get; init; }
}
