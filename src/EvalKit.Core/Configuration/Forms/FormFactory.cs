using System.Collections.Concurrent;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using EvalKit.Core.Configuration.Documents;

namespace EvalKit.Core.Configuration.Forms;

/// <summary>Makes the form of a constructor's parameter from its type and attributes.</summary>
internal class FormFactory
{
    private readonly NullabilityInfoContext _nullability = new();
    private readonly ConcurrentDictionary<Assembly, DocumentationFile> _documentation = [];
    private readonly Lock _reflecting = new();

    /// <summary>The documentation of the assembly that a type is from.</summary>
    public DocumentationFile DocumentationOf(Type type) => _documentation.GetOrAdd(type.Assembly, DocumentationFile.Beside);

    /// <summary>Whether a parameter of this type is no key but filled by the binder.</summary>
    public virtual bool IsFilled(Type type) => type == typeof(SourcePlace);

    /// <summary>The key that a parameter stands for.</summary>
    public Field FieldOf(ParameterInfo parameter)
    {
        var key = ConfigJson.KeyOf(parameter.Name!);
        var form = FormOf(parameter.ParameterType, parameter, isItem: false);
        var owner = parameter.Member.DeclaringType!;
        return new Field(key, form, new(() => DocumentationOf(owner).Parameter(owner, parameter.Name!)), DefaultOf(parameter, form, key));
    }

    /// <summary>The form of a type that is no text, number, boolean, enum or list.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isItem">Whether the value stands in a list.</param>
    protected virtual ValueForm FormOf(Type type, bool isItem) =>
        throw new InvalidOperationException($"A parameter of type {type} cannot be configured: allowed are text, numbers, booleans, enums and lists of them.");

    private FieldDefault? DefaultOf(ParameterInfo parameter, ValueForm form, string key)
    {
        if (parameter.HasDefaultValue)
        {
            var value = parameter.DefaultValue;
            // Reflection gives an enum's default as its number where the parameter is nullable.
            if (value is not null && Nullable.GetUnderlyingType(parameter.ParameterType) is { IsEnum: true } type) value = Enum.ToObject(type, value);
            return new FieldDefault(() => value, ConfigJson.Of(value));
        }

        if (parameter.GetCustomAttribute<DefaultValueAttribute>() is { Value: string yaml })
        {
            var node = YamlComposer.ComposeValue(yaml, $"the default of {key}", key);
            return new FieldDefault(() => form.Read(node), node.ToJson());
        }

        if (IsNullable(parameter)) return new FieldDefault(() => null, null);
        return form is RecordForm { IsOptional: true } section ? new FieldDefault(section.ReadNothing, null) : null;
    }

    // Plug-ins are described when they are asked for, by whatever thread.
    private bool IsNullable(ParameterInfo parameter)
    {
        lock (_reflecting)
            return _nullability.Create(parameter).WriteState == NullabilityState.Nullable;
    }

    private ValueForm FormOf(Type declared, ParameterInfo parameter, bool isItem)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var range = parameter.GetCustomAttribute<RangeAttribute>();
        if (type == typeof(string)) return new TextForm(parameter.GetCustomAttribute<RegularExpressionAttribute>()?.Pattern);
        if (type == typeof(bool)) return new BooleanForm();
        if (type == typeof(float) || type == typeof(double)) return new NumberForm(type, range);
        if (type == typeof(TimeSpan)) return QuantityForm.Time;
        if (type == typeof(ByteSize)) return QuantityForm.Memory;
        if (type.IsEnum) return new ChoiceForm(type);
        if (type == typeof(int) || type == typeof(long) || type == typeof(ulong))
        {
            return new IntegerForm(
                type,
                range is null ? IntegerForm.LeastOf(type) : Convert.ToDecimal(range.Minimum, CultureInfo.InvariantCulture),
                range is null ? IntegerForm.LargestOf(type) : Convert.ToDecimal(range.Maximum, CultureInfo.InvariantCulture));
        }

        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? ListOf(type.GetGenericArguments()[0], parameter)
            : FormOf(type, isItem);
    }

    private ListForm ListOf(Type item, ParameterInfo parameter) => new(
        item,
        FormOf(item, parameter, isItem: true),
        parameter.GetCustomAttribute<MinLengthAttribute>()?.Length ?? 0,
        parameter.GetCustomAttribute<MaxLengthAttribute>()?.Length,
        parameter.IsDefined(typeof(DistinctAttribute)));
}
