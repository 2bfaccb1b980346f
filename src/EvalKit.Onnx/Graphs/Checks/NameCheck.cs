using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs.Schema;
using Google.Protobuf;

namespace EvalKit.Onnx.Graphs.Checks;

/// <summary>Refuses absurdly long texts, and names that would command the terminal on which they are shown.</summary>
/// <param name="path">The model's file, for messages.</param>
internal sealed class NameCheck(string path)
{
    private const int LongestName = 4096;
    private const int LongestText = 16 << 20;

    /// <summary>Checks all names, attributes and metadata of a model.</summary>
    /// <exception cref="UserException">One is too long, or a name has control characters.</exception>
    public void Check(ModelProto model)
    {
        foreach (var entry in model.MetadataProps)
        {
            Name(entry.Key, "the metadata key");
            if (entry.Value.Length > LongestText) throw TooLong($"the metadata value of '{entry.Key}'", entry.Value.Length, LongestText);
        }

        foreach (var function in model.Functions) Names([function.Name, function.Domain, function.Overload, .. function.Input, .. function.Output], "the function's name");
        foreach (var import in model.OpsetImport) Name(import.Domain, "the domain");
        foreach (var graph in GraphWalk.Graphs(model)) Names([graph.Name, .. graph.Input.Concat(graph.Output).Concat(graph.ValueInfo).Select(value => value.Name)], "the value's name");
        foreach (var tensor in GraphWalk.Tensors(model)) Name(tensor.Name, "the stored tensor's name");
        foreach (var node in GraphWalk.Nodes(model)) Names([node.Name, node.OpType, node.Domain, node.Overload, .. node.Input, .. node.Output], "the node's name");
        foreach (var attribute in GraphWalk.Attributes(model))
        {
            Name(attribute.Name, "the attribute's name");
            foreach (var text in attribute.HasS ? attribute.Strings.Prepend(attribute.S) : attribute.Strings) Text(attribute, text);
        }
    }

    private void Names(IEnumerable<string> names, string what)
    {
        foreach (var name in names) Name(name, what);
    }

    private void Name(string name, string what)
    {
        if (name.Length > LongestName) throw TooLong($"{what} '{name[..40]}…'", name.Length, LongestName);
        if (name.Any(char.IsControl)) throw new UserException($"{path}: {what} '{name}' has control characters");
    }

    private void Text(AttributeProto attribute, ByteString text)
    {
        if (text.Length > LongestText) throw TooLong($"the text of the attribute '{attribute.Name}'", text.Length, LongestText);
    }

    private UserException TooLong(string what, int length, int most) => new($"{path}: {what} has {length} characters; allowed: at most {most}");
}
