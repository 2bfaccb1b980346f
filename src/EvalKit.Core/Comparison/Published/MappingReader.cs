using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Configuration.Forms;
using EvalKit.Core.Errors;

namespace EvalKit.Core.Comparison.Published;

/// <summary>Reads the mapping of a published table.</summary>
public static class MappingReader
{
    /// <summary>Reads a mapping in YAML or JSON and binds it strictly.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="UserException">Something is unknown, of the wrong type or out of range; the message names place and nearest name.</exception>
    public static PublishedMapping Read(string file)
    {
        var form = new RecordForm(new FieldSet(typeof(PublishedMapping), new MappingForms()));
        var root = YamlComposer.ComposeFile(ConfigText.Read(file), file)
            ?? throw new UserException($"{new SourcePlace(file, 1, 1)}: the file is empty; allowed: {form.Allowed}");
        return (PublishedMapping)form.Read(root);
    }

    private sealed class MappingForms : FormFactory
    {
        protected override ValueForm FormOf(Type type, bool isItem) => new RecordForm(new FieldSet(type, this));
    }
}
