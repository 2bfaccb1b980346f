using System.Text;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;

namespace EvalKit.Data.Readers;

/// <summary>The class names of a data set in the order of their numbers.</summary>
internal sealed class ClassList
{
    // A million names of ordinary length.
    private const int MostBytes = 64 << 20;

    private readonly Dictionary<string, int> _numbers;
    private readonly string _source;

    /// <param name="names">The names, none twice.</param>
    /// <param name="source">Where they come from, for messages.</param>
    public ClassList(IReadOnlyList<string> names, string source)
    {
        Names = names;
        _source = source;
        _numbers = names.Select((name, number) => (name, number)).ToDictionary(pair => pair.name, pair => pair.number, StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads a file with one name a line, the first being class 0.</summary>
    /// <exception cref="UserException">A name is empty or listed twice, or there is none.</exception>
    public static ClassList Read(string path)
    {
        using var reader = new StreamReader(new MemoryStream(BoundedFile.ReadBytes(path, MostBytes)), Encoding.UTF8);
        var names = reader.ReadToEnd().TrimEnd().Split('\n', StringSplitOptions.TrimEntries);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var line = 0; line < names.Length; line++)
        {
            if (names[line].Length == 0) throw new UserException($"{path}:{line + 1}: the line is empty; each line is the name of a class");
            if (!seen.TryAdd(names[line], line + 1))
                throw new UserException($"{path}:{line + 1}: the class '{names[line]}' is already on line {seen[names[line]]}");
        }

        return new(names, path);
    }

    /// <summary>The number of a class.</summary>
    /// <param name="name">The class.</param>
    /// <param name="place">Where it was named, for the message.</param>
    /// <exception cref="UserException">There is no such class.</exception>
    public int Number(string name, string place) => _numbers.TryGetValue(name, out var number)
        ? number
        : throw new UserException($"{place}: the class '{name}' is not among the {Names.Count} of {_source}{NearestName.Hint(name, Names)}");
}
