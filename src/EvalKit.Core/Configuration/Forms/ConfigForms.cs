using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Configuration.Forms;

/// <summary>Makes the forms of the configuration's own records, which hold plug-ins and one another.</summary>
/// <param name="catalog">The plug-ins.</param>
internal sealed class ConfigForms(PluginCatalog catalog) : FormFactory
{
    /// <summary>The form of a whole configuration.</summary>
    public RecordForm Root() => new(new FieldSet(typeof(EvalConfig), this));

    /// <inheritdoc/>
    public override bool IsFilled(Type type) => type == typeof(SourcePlace) || IsPlugin(type);

    /// <inheritdoc/>
    protected override ValueForm FormOf(Type type, bool isItem)
    {
        if (type == typeof(ExplanationTarget)) return new TargetForm();
        if (IsPlugin(type)) return PluginFormOf(type, envelope: null, isItem);
        var fields = new FieldSet(type, this);
        var plugin = fields.Filled.FirstOrDefault(IsPlugin);
        if (plugin is null) return new RecordForm(fields);
        var one = PluginFormOf(plugin, fields, isItem);
        return plugin == typeof(PluginInstance<IPerturbation>) ? new SuiteForm(catalog, one, fields) : one;
    }

    private ValueForm PluginFormOf(Type instance, FieldSet? envelope, bool isItem) => (ValueForm)Activator.CreateInstance(
        typeof(PluginForm<>).MakeGenericType(instance.GetGenericArguments()), catalog, envelope, isItem)!;

    private static bool IsPlugin(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(PluginInstance<>);
}
