using System.Text.Json.Nodes;
using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Errors;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Configuration.Forms;

/// <summary>A perturbation, or a suite of them: a section with <c>suite</c> and what all perturbations share.</summary>
/// <param name="catalog">The plug-ins.</param>
/// <param name="one">The form of a perturbation by its kind.</param>
/// <param name="envelope">What all perturbations share.</param>
internal sealed class SuiteForm(PluginCatalog catalog, ValueForm one, FieldSet envelope) : ValueForm, INamedForm, IExpandingForm
{
    private const string Key = "suite";

    /// <inheritdoc/>
    public override string Allowed => Names.Length == 0 ? one.Allowed : $"{one.Allowed}, or a suite: {string.Join(", ", Names)}";

    private IEnumerable<PluginInstance<IPerturbationSuite>> Suites => catalog.All<IPerturbationSuite>();

    private string[] Names => [.. Suites.Select(suite => suite.Kind)];

    /// <inheritdoc/>
    public IEnumerable<ConfigNode> Expand(ConfigNode node)
    {
        if (node is not MappingNode section || section.Find(Key) is not { } written) return [node];
        section.RefuseOtherKeysThan([Key, .. envelope.Fields.Select(field => field.Key)]);
        var name = (written as ScalarNode)?.Text;
        var suite = Suites.FirstOrDefault(suite => suite.Kind == name)
            ?? throw written.Error($"found {written.Described}; allowed: {string.Join(", ", Names)}{NearestName.Hint(name ?? "", Names)}");
        var missing = Missing(suite);
        if (missing.Length > 0)
            throw written.Error($"the suite {name} has kinds that this version lacks: {string.Join(", ", missing)}; list the kinds that you want instead");
        return suite.Method.Kinds.Select(kind => new MappingNode(section.Place, section.Path,
        [
            new(Scalar("kind"), Scalar(kind)),
            .. section.Entries.Where(entry => entry.Key.Text != Key),
        ]));

        ScalarNode Scalar(string text) => new(written.Place, written.Path, text, IsQuoted: true);
    }

    /// <inheritdoc/>
    public override object Read(ConfigNode node) => one.Read(node);

    /// <inheritdoc/>
    public string NameOf(ConfigNode node) => ((INamedForm)one).NameOf(node);

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var schema = one.Schema();
        if (Suites.Where(suite => Missing(suite).Length == 0).ToArray() is not { Length: > 0 } whole) return schema;
        var properties = new JsonObject
        {
            [Key] = new JsonObject
            {
                ["enum"] = new JsonArray([.. whole.Select(suite => JsonValue.Create(suite.Kind))]),
                ["description"] = $"All kinds of a suite. {string.Join(" ", whole.Select(suite => $"{suite.Kind}: {string.Join(", ", suite.Method.Kinds)}."))}",
            },
        };
        var required = new JsonArray(Key);
        envelope.Describe(properties, required);
        schema["oneOf"]!.AsArray().Add((JsonNode)new JsonObject
        {
            ["title"] = Key,
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = required,
            ["additionalProperties"] = false,
        });
        return schema;
    }

    private string[] Missing(PluginInstance<IPerturbationSuite> suite) =>
        [.. suite.Method.Kinds.Where(kind => catalog.Find(typeof(IPerturbation), kind) is null)];
}
