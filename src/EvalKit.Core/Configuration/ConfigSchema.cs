using EvalKit.Core.Configuration.Forms;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Configuration;

/// <summary>The JSON Schema of the configuration.</summary>
public static class ConfigSchema
{
    /// <summary>
    /// The schema (draft 7) with all plug-ins of a catalogue, made from what <see cref="ConfigReader"/> binds by. It says
    /// all that a configuration must be but for this: two items of a list may not have one name, and a record may refuse
    /// values that do not go together.
    /// </summary>
    /// <param name="catalog">The plug-ins.</param>
    /// <returns>Indented JSON that ends with a newline.</returns>
    public static string Create(PluginCatalog catalog)
    {
        var forms = new ConfigForms(catalog);
        var schema = forms.Root().Schema();
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        schema.Insert(1, "title", "EvalKit configuration");
        schema.Insert(2, "description", forms.DocumentationOf(typeof(EvalConfig)).Summary(typeof(EvalConfig)));
        return ConfigJson.Pretty(schema);
    }
}
