using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Configuration.Forms;
using EvalKit.Core.Errors;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Configuration;

/// <summary>Reads configurations.</summary>
public static class ConfigReader
{
    /// <summary>Reads a configuration in YAML or JSON and binds it strictly.</summary>
    /// <param name="file">The file.</param>
    /// <param name="overrides">
    /// Values in place of the file's, each <c>path=value</c>: keys and positions from 0 joined by points, and a value in
    /// YAML (<c>robustness.samples=500</c>, <c>models.0.path=model.onnx</c>). Paths of files stay relative to the file's folder.
    /// </param>
    /// <param name="catalog">The plug-ins that it may name.</param>
    /// <exception cref="UserException">
    /// Something is missing, unknown, of the wrong type or out of range; the message names the place, what was found, what is
    /// allowed, and the nearest valid name.
    /// </exception>
    public static EvalConfig Read(string file, IReadOnlyList<string> overrides, PluginCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        var form = new ConfigForms(catalog).Root();
        var root = overrides.Aggregate(Compose(file, form), (node, text) => Override.Parse(text).ApplyTo(node));
        return (EvalConfig)form.Read(root);
    }

    /// <summary>Reads gates that stand in a file of their own.</summary>
    /// <param name="file">The file.</param>
    /// <param name="catalog">The plug-ins.</param>
    /// <exception cref="UserException">As of <see cref="Read"/>.</exception>
    public static GateFile ReadGates(string file, PluginCatalog catalog)
    {
        var form = new RecordForm(new FieldSet(typeof(GateFile), new ConfigForms(catalog)));
        return (GateFile)form.Read(Compose(file, form));
    }

    private static ConfigNode Compose(string file, RecordForm form) => YamlComposer.ComposeFile(ConfigText.Read(file), file)
        ?? throw new UserException($"{new SourcePlace(file, 1, 1)}: the file is empty; allowed: {form.Allowed}");
}
