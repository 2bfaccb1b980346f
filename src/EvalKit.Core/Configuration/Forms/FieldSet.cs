using System.Reflection;
using System.Text.Json.Nodes;
using EvalKit.Core.Configuration.Documents;

namespace EvalKit.Core.Configuration.Forms;

/// <summary>The keys of a record: its constructor's parameters, but for those that the binder fills itself.</summary>
internal sealed class FieldSet
{
    private readonly ConstructorInfo _constructor;
    private readonly IReadOnlyList<string> _oneOf;

    /// <summary>Takes the keys of a record with one public constructor.</summary>
    public FieldSet(Type type, FormFactory forms)
    {
        _constructor = type.GetConstructors() is [var only]
            ? only
            : throw new InvalidOperationException($"{type} must have one public constructor, whose parameters are its configuration.");
        _oneOf = type.GetCustomAttribute<AtLeastOneOfAttribute>()?.Keys ?? [];
        var parameters = _constructor.GetParameters().ToLookup(parameter => forms.IsFilled(parameter.ParameterType));
        Filled = [.. parameters[true].Select(parameter => parameter.ParameterType)];
        Fields = [.. parameters[false].Select(forms.FieldOf)];
    }

    /// <summary>The keys in the order of the constructor.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>The types of the parameters that are no keys.</summary>
    public IReadOnlyList<Type> Filled { get; }

    /// <summary>Binds the keys, in their order. Other keys are not looked at.</summary>
    public IReadOnlyDictionary<string, object?> Read(MappingNode section)
    {
        if (_oneOf.Count > 0 && !_oneOf.Any(key => section.Find(key) is not null))
            throw section.Error($"at least one of the keys {string.Join(", ", _oneOf)} must be given");
        return Fields.ToDictionary(field => field.Key, field => field.Read(section), StringComparer.Ordinal);
    }

    /// <summary>Makes the record.</summary>
    /// <param name="section">Where it was written.</param>
    /// <param name="values">The values of all keys.</param>
    /// <param name="plugin">The plug-in that the record is an envelope of, or null.</param>
    /// <exception cref="Errors.UserException">The record refused the values together.</exception>
    public object Create(MappingNode section, IReadOnlyDictionary<string, object?> values, object? plugin = null)
    {
        var arguments = _constructor.GetParameters()
            .Select(parameter => values.TryGetValue(ConfigJson.KeyOf(parameter.Name!), out var value) ? value
                : parameter.ParameterType == typeof(SourcePlace) ? section.Place
                : plugin)
            .ToArray();
        try
        {
            return _constructor.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
        }
        catch (ArgumentException exception)
        {
            throw section.Error(exception.Message);
        }
    }

    /// <summary>Adds the keys to the schema of a section.</summary>
    /// <param name="properties">Receives the schema of each key.</param>
    /// <param name="required">Receives the keys that must be written.</param>
    public void Describe(JsonObject properties, JsonArray required)
    {
        foreach (var field in Fields)
        {
            properties[field.Key] = field.Schema();
            if (field.IsRequired) required.Add(field.Key);
        }
    }

    /// <summary>The alternatives of which a section must have one, as a schema; null where there are none.</summary>
    public JsonArray? Alternatives() => _oneOf.Count == 0
        ? null
        : new JsonArray([.. _oneOf.Select(key => new JsonObject { ["required"] = new JsonArray(key) })]);
}
