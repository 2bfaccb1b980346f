using System.Text.Encodings.Web;
using System.Text.Json;
using EvalKit.Core.Metrics;

namespace EvalKit.Reporting.Json;

/// <summary>The form that EvalKit's JSON documents share: indented, "\n", shortest numbers, null for what is not finite.</summary>
internal static class JsonForm
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        // The documents are files of UTF-8, never part of a page, so that names stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a document and a final newline.</summary>
    public static async ValueTask WriteAsync(Stream destination, Action<Utf8JsonWriter> document, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(destination);
        await using (var json = new Utf8JsonWriter(destination, Options))
        {
            document(json);
            await json.FlushAsync(cancellation).ConfigureAwait(false);
        }

        await destination.WriteAsync("\n"u8.ToArray(), cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes an array of objects; each item's properties are written by <paramref name="item"/>.</summary>
    public static void WriteObjects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> item)
    {
        json.WriteStartArray(name);
        foreach (var one in items)
        {
            json.WriteStartObject();
            item(one);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a number, or null where it is missing or not finite.</summary>
    public static void WriteFinite(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    /// <summary>Writes a value of an enumeration in kebab-case.</summary>
    public static void WriteName<T>(this Utf8JsonWriter json, string name, T value)
        where T : struct, Enum =>
        json.WriteString(name, JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

    /// <summary>Writes an array of strings.</summary>
    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>Writes a model's figures as <c>metrics[]</c> of {id, value, low, high, n, unit, note}, in ordinal order of id.</summary>
    public static void WriteFigures(
        this Utf8JsonWriter json,
        IEnumerable<KeyValuePair<string, Estimate>> figures,
        Func<string, MetricInfo?> info) =>
        json.WriteObjects("metrics", figures.OrderBy(pair => pair.Key, StringComparer.Ordinal), pair =>
        {
            json.WriteString("id", pair.Key);
            json.WriteFinite("value", pair.Value.Value);
            json.WriteFinite("low", pair.Value.Low);
            json.WriteFinite("high", pair.Value.High);
            json.WriteNumber("n", pair.Value.N);
            json.WriteString("unit", info(pair.Key)?.Unit);
            var note = pair.Value.Note ?? (pair.Value.IsDefined ? null : "not finite");
            if (note is not null)
                json.WriteString("note", note);
        });
}
