using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using EvalKit.Core.Configuration.Forms;

namespace EvalKit.Core.Execution;

/// <summary>
/// Reads records from JSON in the form of <see cref="WireJson"/> by their constructors. The serializer reads the same, but
/// compiles code for every type and property first, which takes longer than all else that <c>evalkit gate</c> does.
/// </summary>
internal sealed class RecordReader
{
    private readonly Dictionary<Type, Shape> _shapes = [];
    private readonly Dictionary<Type, Dictionary<string, object>> _choices = [];

    private sealed record Shape(ConstructorInfo Constructor, ParameterInfo[] Parameters, string[] Keys, (string Key, PropertyInfo Property)[] Properties);

    /// <summary>Reads a document.</summary>
    /// <typeparam name="T">The record that it is.</typeparam>
    /// <param name="json">The document.</param>
    /// <exception cref="JsonException">It is no JSON, or holds a value of another type than the record.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        try
        {
            return (T)new RecordReader().Value(typeof(T), document.RootElement)!;
        }
        catch (Exception mistake) when (mistake is InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException)
        {
            throw new JsonException($"it is no {typeof(T).Name}: {mistake.Message}", mistake);
        }
    }

    private object? Value(Type declared, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null) return null;
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(string)) return json.GetString();
        if (type == typeof(bool)) return json.GetBoolean();
        if (type == typeof(int)) return json.GetInt32();
        if (type == typeof(long)) return json.GetInt64();
        if (type == typeof(ulong)) return json.GetUInt64();
        if (type == typeof(double)) return json.ValueKind == JsonValueKind.String ? Named(json.GetString()!) : json.GetDouble();
        if (type.IsEnum) return Choices(type)[json.GetString()!];
        if (!type.IsGenericType) return Record(type, json);
        return type.GetGenericArguments() is [var item] ? List(item, json) : Map(type.GetGenericArguments()[1], json);
    }

    private static double Named(string number) => number switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => throw new FormatException($"'{number}' is no number"),
    };

    private Array List(Type item, JsonElement json)
    {
        var list = Array.CreateInstance(item, json.GetArrayLength());
        var next = 0;
        foreach (var element in json.EnumerateArray())
        {
            if (element.ValueKind == JsonValueKind.Null && Nullable.GetUnderlyingType(item) is null) throw new FormatException($"a list of {item.Name} holds null");
            list.SetValue(Value(item, element), next++);
        }

        return list;
    }

    private IDictionary Map(Type item, JsonElement json)
    {
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), item))!;
        foreach (var property in json.EnumerateObject()) map.Add(property.Name, Value(item, property.Value));
        return map;
    }

    private object Record(Type type, JsonElement json)
    {
        var shape = ShapeOf(type);
        var arguments = new object?[shape.Keys.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = shape.Parameters[i];
            arguments[i] = json.TryGetProperty(shape.Keys[i], out var value) ? Value(parameter.ParameterType, value)
                : parameter.HasDefaultValue ? parameter.DefaultValue
                : throw new KeyNotFoundException($"a {type.Name} lacks '{shape.Keys[i]}'");
        }

        var record = shape.Constructor.Invoke(arguments);
        foreach (var (key, property) in shape.Properties)
            if (json.TryGetProperty(key, out var value)) property.SetValue(record, Value(property.PropertyType, value));
        return record;
    }

    private Shape ShapeOf(Type type)
    {
        if (_shapes.TryGetValue(type, out var known)) return known;
        var constructor = type.GetConstructors().Single(one => one.GetParameters().Length > 0);
        var parameters = constructor.GetParameters();
        var properties = type.GetProperties()
            .Where(property => property.CanWrite && !property.IsDefined(typeof(JsonIgnoreAttribute)) && !Array.Exists(parameters, parameter => parameter.Name == property.Name))
            .Select(property => (KeyOf(property.Name), property));
        return _shapes[type] = new Shape(constructor, parameters, [.. parameters.Select(parameter => KeyOf(parameter.Name!))], [.. properties]);
    }

    private Dictionary<string, object> Choices(Type type)
    {
        if (_choices.TryGetValue(type, out var known)) return known;
        return _choices[type] = Enum.GetValues(type).Cast<Enum>().ToDictionary(ConfigJson.NameOf, choice => (object)choice, StringComparer.Ordinal);
    }

    private static string KeyOf(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
