using System.Globalization;
using EvalKit.Core.Errors;

namespace EvalKit.Core.Configuration.Documents;

/// <summary>A value given on the command line in place of the file's: <c>robustness.samples=500</c>.</summary>
internal sealed class Override
{
    private readonly string[] _keys;
    private readonly string _source;
    private readonly ConfigNode _value;

    private Override(string[] keys, string source, ConfigNode value)
    {
        _keys = keys;
        _source = source;
        _value = value;
    }

    /// <summary>Reads <c>path=value</c>: keys and positions (from 0) joined by points, and a value in YAML.</summary>
    /// <exception cref="UserException">It has another form.</exception>
    public static Override Parse(string text)
    {
        var source = $"--set {text}";
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var path = equals < 0 ? "" : text[..equals].Trim();
        var keys = path.Split('.');
        if (keys.Contains("")) throw new UserException($"{source}: found no path and value; allowed: path=value, such as robustness.samples=500 or models.0.path=model.onnx");
        return new Override(keys, source, YamlComposer.ComposeValue(text[(equals + 1)..], source, path));
    }

    /// <summary>The tree with this value in its place. Sections on the way that the file lacks are made.</summary>
    /// <exception cref="UserException">The path leads through a value that has no parts, or past a list's end.</exception>
    public ConfigNode ApplyTo(ConfigNode root) => Replace(root, 0);

    private ConfigNode Replace(ConfigNode? node, int depth)
    {
        if (depth == _keys.Length) return _value;
        var key = _keys[depth];
        return node switch
        {
            null => new MappingNode(Place, PathTo(depth), [new(KeyNode(key, depth), Replace(null, depth + 1))]),
            MappingNode mapping => mapping with { Entries = Replace(mapping, key, depth) },
            ListNode list => list with { Items = Replace(list, key, depth) },
            _ => throw new UserException($"{_source}: {PathTo(depth)} is {node.Described} ({node.Place}) and has no '{key}' within; set {PathTo(depth)} as a whole"),
        };
    }

    private List<MappingEntry> Replace(MappingNode mapping, string key, int depth)
    {
        var entries = mapping.Entries.ToList();
        var index = entries.FindIndex(entry => entry.Key.Text == key);
        var replaced = new MappingEntry(KeyNode(key, depth), Replace(index < 0 ? null : entries[index].Value, depth + 1));
        if (index < 0) entries.Add(replaced);
        else entries[index] = replaced;
        return entries;
    }

    private List<ConfigNode> Replace(ListNode list, string key, int depth)
    {
        var items = list.Items.ToList();
        if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= items.Count)
            throw new UserException($"{_source}: {PathTo(depth)} is {list.Described} ({list.Place}) and has no item '{key}'; positions count from 0");
        items[index] = Replace(items[index], depth + 1);
        return items;
    }

    private SourcePlace Place => new(_source, 0, 0);

    private ScalarNode KeyNode(string key, int depth) => new(Place, PathTo(depth), key, IsQuoted: true);

    private string PathTo(int depth) => string.Join('.', _keys[..depth]);
}
