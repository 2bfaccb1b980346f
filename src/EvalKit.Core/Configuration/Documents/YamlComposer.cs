using System.Globalization;
using EvalKit.Core.Errors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace EvalKit.Core.Configuration.Documents;

/// <summary>
/// Builds the tree of a YAML (or JSON) text from the parser's events, so that depth, size and the expansion of aliases stay
/// bounded and every value knows its place, which the node model of YamlDotNet does not do.
/// </summary>
internal sealed class YamlComposer
{
    private const int MaximumDepth = 64;
    private const int MaximumNodes = 100_000;

    private readonly string _source;
    private readonly bool _isFile;
    private readonly Parser _parser;
    private readonly Dictionary<string, (ConfigNode Node, int Size)> _anchors = new(StringComparer.Ordinal);
    private readonly Stack<SourcePlace> _open = new();
    private int _nodes;

    private YamlComposer(string text, string source, bool isFile)
    {
        _source = source;
        _isFile = isFile;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>Composes a file's only document.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">The file, for messages.</param>
    /// <returns>The root, or null where the text holds nothing.</returns>
    /// <exception cref="UserException">The text is no YAML, or uses what a configuration may not.</exception>
    public static ConfigNode? ComposeFile(string text, string file) => new YamlComposer(text, file, isFile: true).ComposeDocument("");

    /// <summary>Composes a value that does not stand in a file.</summary>
    /// <param name="text">The value.</param>
    /// <param name="source">What to call the place in messages.</param>
    /// <param name="path">The value's address.</param>
    /// <returns>The value; an empty text is nothing.</returns>
    public static ConfigNode ComposeValue(string text, string source, string path) =>
        new YamlComposer(text, source, isFile: false).ComposeDocument(path) ?? new ScalarNode(new SourcePlace(source, 0, 0), path, "", IsQuoted: false);

    private ConfigNode? ComposeDocument(string path)
    {
        Next<StreamStart>();
        if (Next<ParsingEvent>() is StreamEnd) return null;
        Next<ParsingEvent>();
        var root = Compose(path);
        Next<DocumentEnd>();
        if (Next<ParsingEvent>() is not StreamEnd) throw Error(Current.Start, "a second document begins here; allowed: one document");
        return root;
    }

    private ParsingEvent Current => _parser.Current!;

    /// <summary>Moves on to the next event; the parser's errors become ones that name the place.</summary>
    private T Next<T>()
        where T : ParsingEvent
    {
        try
        {
            _parser.MoveNext();
            return (T)Current;
        }
        catch (YamlException exception)
        {
            throw new UserException($"{PlaceOf(exception.Start)}: this is not valid YAML: {exception.Message}{Unclosed()}", exception);
        }
        catch (InvalidOperationException exception)
        {
            // The parser loses its way, and says no place, when a key follows a bracket that was not closed.
            throw new UserException($"{PlaceOf(_parser.Current?.End ?? Mark.Empty)}: this is not valid YAML{Unclosed()}", exception);
        }
    }

    private string Unclosed() => _open.Count == 0 ? "" : $"; is the bracket that opens at {_open.Peek()} closed?";

    /// <summary>Composes the value that begins with the current event; afterwards its last event is current.</summary>
    private ConfigNode Compose(string path)
    {
        var start = Current.Start;
        if (Current is AnchorAlias alias) return Expand(alias);

        var before = _nodes;
        Count(1, start);
        var (node, anchor, tag) = Current switch
        {
            Scalar scalar => (new ScalarNode(PlaceOf(start), path, scalar.Value, scalar.Style != ScalarStyle.Plain), scalar.Anchor, scalar.Tag),
            SequenceStart sequence => (ComposeList(sequence, path), sequence.Anchor, sequence.Tag),
            MappingStart mapping => ((ConfigNode)ComposeMapping(mapping, path), mapping.Anchor, mapping.Tag),
            _ => throw Error(start, $"this is not valid YAML: a value is missing here{Unclosed()}"),
        };
        if (node is ScalarNode text && text.Text.Contains('\0', StringComparison.Ordinal)) throw Error(start, "the text holds the character U+0000");
        if (tag is { IsEmpty: false, IsNonSpecific: false }) throw Error(start, $"the tag {tag} is not allowed; write the value without it");
        if (!anchor.IsEmpty) _anchors[anchor.Value] = (node, _nodes - before);
        return node;
    }

    private ConfigNode Expand(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var anchored))
            throw Error(alias.Start, $"the alias *{alias.Value} names no anchor above it; anchors above: {(_anchors.Count == 0 ? "none" : string.Join(", ", _anchors.Keys))}");
        Count(anchored.Size, alias.Start);
        return anchored.Node;
    }

    private ListNode ComposeList(SequenceStart start, string path)
    {
        Open(start.Start, start.Style == SequenceStyle.Flow);
        var items = new List<ConfigNode>();
        while (Next<ParsingEvent>() is not SequenceEnd) items.Add(Compose(ConfigNode.PathWithin(path, items.Count.ToString(CultureInfo.InvariantCulture))));
        Close(start.Style == SequenceStyle.Flow);
        return new ListNode(PlaceOf(start.Start), path, items);
    }

    private MappingNode ComposeMapping(MappingStart start, string path)
    {
        Open(start.Start, start.Style == MappingStyle.Flow);
        var entries = new List<MappingEntry>();
        var places = new Dictionary<string, SourcePlace>(StringComparer.Ordinal);
        while (Next<ParsingEvent>() is not MappingEnd)
        {
            if (Compose(path) is not ScalarNode key) throw Error(Current.Start, "a key must be a single word");
            if (!places.TryAdd(key.Text, key.Place))
                throw new UserException($"{key.Place}: the key '{key.Text}' stands twice; first at {places[key.Text]}");
            Next<ParsingEvent>();
            entries.Add(new MappingEntry(key, Compose(ConfigNode.PathWithin(path, key.Text))));
        }

        Close(start.Style == MappingStyle.Flow);
        return new MappingNode(PlaceOf(start.Start), path, entries);
    }

    private int _depth;

    private void Open(Mark start, bool isBracket)
    {
        if (++_depth > MaximumDepth) throw Error(start, $"values are nested more than {MaximumDepth} deep");
        if (isBracket) _open.Push(PlaceOf(start));
    }

    private void Close(bool isBracket)
    {
        _depth--;
        if (isBracket) _open.Pop();
    }

    private void Count(int nodes, Mark mark)
    {
        _nodes += nodes;
        if (_nodes > MaximumNodes) throw Error(mark, $"the configuration has more than {MaximumNodes} values, aliases expanded");
    }

    private UserException Error(Mark mark, string problem) => new($"{PlaceOf(mark)}: {problem}");

    private SourcePlace PlaceOf(Mark mark) => _isFile ? new(_source, (int)mark.Line, (int)mark.Column) : new(_source, 0, 0);
}
