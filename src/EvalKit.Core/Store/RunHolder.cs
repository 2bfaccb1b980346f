using System.Globalization;
using System.Text.Json.Serialization;

namespace EvalKit.Core.Store;

/// <summary>A process that uses a run's folder.</summary>
/// <param name="Process">Its id on its host.</param>
/// <param name="Host">The name of its machine.</param>
/// <param name="Since">When it began to use the folder.</param>
/// <param name="What">What it does, such as <c>evalkit run</c>.</param>
public sealed record RunHolder(int Process, string Host, DateTimeOffset Since, string What)
{
    /// <summary>The process for a reader.</summary>
    [JsonIgnore]
    public string Text => string.Create(
        CultureInfo.InvariantCulture, $"{What}, process {Process} on {Host}, since {Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
}
