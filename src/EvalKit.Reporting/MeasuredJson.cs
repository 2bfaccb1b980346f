using System.Globalization;
using System.Text.Json;
using EvalKit.Core.Errors;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Json;

namespace EvalKit.Reporting;

/// <summary>The form of <c>measured.json</c>: what a second run would measure anew (docs/report-json.md).</summary>
public static class MeasuredJson
{
    /// <summary>Writes the document. The same measurements give the same bytes.</summary>
    public static ValueTask WriteAsync(Measurements measured, Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(measured);
        return JsonForm.WriteAsync(destination, json => Document(json, measured), cancellation);
    }

    /// <summary>Reads a document back.</summary>
    /// <param name="source">The document.</param>
    /// <param name="file">Its file, for messages.</param>
    /// <exception cref="UserException">It is no JSON, of another schema, or lacks a property.</exception>
    public static Measurements Read(Stream source, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(source);
            var root = document.RootElement;
            var schema = root.GetProperty("schema").GetInt32();
            if (schema != Report.Schema)
                throw new UserException($"{file}: schema {schema} was found, this version of EvalKit reads {Report.Schema}.");

            return new(
                root.GetProperty("at").GetDateTimeOffset(),
                root.GetProperty("machine").GetString()!,
                [.. root.GetProperty("stages").EnumerateArray().Select(stage =>
                    new StageTime(stage.GetProperty("name").GetString()!, TimeSpan.FromSeconds(stage.GetProperty("seconds").GetDouble())))],
                Ordered(root.GetProperty("models"), "name", model => (IReadOnlyDictionary<string, Estimate>)Ordered(model.GetProperty("metrics"), "id", Figure)))
            {
                Command = root.TryGetProperty("command", out var command) ? command.GetString() : null,
            };
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new UserException($"{file}: this is no measured.json that EvalKit wrote ({error.Message}). Delete it and run again to measure anew.", error);
        }
    }

    /// <summary>Writes when, where and how long: all but the models.</summary>
    internal static void Circumstances(Utf8JsonWriter json, Measurements measured)
    {
        json.WriteString("at", measured.At.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("machine", measured.Machine);
        if (measured.Command is not null)
            json.WriteString("command", measured.Command);
        json.WriteObjects("stages", measured.Stages, stage =>
        {
            json.WriteString("name", stage.Name);
            json.WriteNumber("seconds", stage.Wall.TotalSeconds);
        });
    }

    private static void Document(Utf8JsonWriter json, Measurements measured)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", Report.Schema);
        Circumstances(json, measured);
        json.WriteObjects("models", measured.Models.OrderBy(pair => pair.Key, StringComparer.Ordinal), pair =>
        {
            json.WriteString("name", pair.Key);
            json.WriteFigures(pair.Value, Measurements.Infos.GetValueOrDefault);
        });
        json.WriteEndObject();
    }

    private static Estimate Figure(JsonElement figure) => new(
        Number(figure, "value") ?? double.NaN,
        Number(figure, "low"),
        Number(figure, "high"),
        figure.GetProperty("n").GetInt64(),
        figure.TryGetProperty("note", out var note) ? note.GetString() : null);

    private static double? Number(JsonElement figure, string name) =>
        figure.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.GetDouble() : null;

    private static SortedDictionary<string, T> Ordered<T>(JsonElement array, string key, Func<JsonElement, T> value) =>
        new(array.EnumerateArray().ToDictionary(item => item.GetProperty(key).GetString()!, value), StringComparer.Ordinal);
}
