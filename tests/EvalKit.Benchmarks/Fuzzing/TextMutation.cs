using System.Text;
using System.Text.RegularExpressions;
using EvalKit.Core.Randomness;

namespace EvalKit.Benchmarks.Fuzzing;

/// <summary>Changes configurations by words and lines: what is edited by hand goes wrong so, and what is written to do harm too.</summary>
internal static partial class TextMutation
{
    private const int MostSteps = 3;

    private static readonly string[] Words =
    [
        "", "null", "~", "true", "-1", "0", "1e999", ".nan", ".inf", "-.inf", "2147483648", "9223372036854775807", "99999999999999999999999999", "0.1", "0x7f", "1_000",
        "true", "fashion", "3", "0.5", "[1, 2]", "-5", "1e-300", "100000000",
    ];

    private static readonly string[] Signs =
    [
        "&a", "*a", "<<: *a", "!!binary", "!<x>", "!", "|", ">", "[", "]", "{", "}", "- ", ": ", ",", "\"", "'", "#", "%YAML 1.1", "---", "...", "?", "\t", "\0", "\u001b[2J", "\u2028", "\ufeff", "\"\\0\"",
    ];

    private static readonly string[] Names =
    [
        "../../etc/passwd", "/etc/hostname", "**/*.onnx", "missing.onnx", "name", "kind", "models", "path", "steps", "samples", "min", "max", "idx", "image-folder", "fog", "rise",
    ];

    /// <summary>Changes a text in one to four places.</summary>
    /// <param name="source">The text.</param>
    /// <param name="other">Another, of which words are taken.</param>
    /// <param name="random">Decides where and how.</param>
    public static string Apply(string source, string other, ref RandomStream random)
    {
        for (var step = 1 + random.NextInt(MostSteps); step > 0; step--)
            source = random.NextInt(3) == 0 ? ChangeLine(source, other, ref random) : ChangeWord(source, other, ref random);
        return source;
    }

    private static string ChangeWord(string source, string other, ref RandomStream random)
    {
        // Mostly values and names, so that the text remains YAML.
        var words = random.NextInt(4) == 0 ? Sign.Matches(source) : Word.Matches(source);
        if (words.Count == 0) return Words[random.NextInt(Words.Length)];
        var (word, second) = (words[random.NextInt(words.Count)], words[random.NextInt(words.Count)]);
        var others = Word.Matches(other);
        var text = random.NextInt(7) switch
        {
            0 => "",
            1 => word.Value + word.Value,
            2 => second.Value,
            3 when others.Count > 0 => others[random.NextInt(others.Count)].Value,
            4 => random.NextInt(4) > 0 ? Names[random.NextInt(Names.Length)] : Repeated(word.Value + " ", 1 << random.NextInt(16)),
            5 => random.NextInt(2) > 0 ? Names[random.NextInt(Names.Length)] : Signs[random.NextInt(Signs.Length)],
            _ => Words[random.NextInt(Words.Length)],
        };
        return source[..word.Index] + text + source[(word.Index + word.Length)..];
    }

    private static string ChangeLine(string source, string other, ref RandomStream random)
    {
        var lines = source.Split('\n').ToList();
        var others = other.Split('\n');
        var (i, j) = (random.NextInt(lines.Count), random.NextInt(lines.Count));
        switch (random.NextInt(6))
        {
            case 0:
                lines.RemoveAt(i);
                break;
            case 1:
                lines.Insert(j, lines[i]);
                break;
            case 2:
                (lines[i], lines[j]) = (lines[j], lines[i]);
                break;
            case 3:
                lines[i] = new string(' ', random.NextInt(8)) + lines[i].TrimStart();
                break;
            case 4:
                lines.InsertRange(i, Enumerable.Repeat(lines[j], 1 << random.NextInt(12)));
                break;
            default:
                lines.Insert(i, others[random.NextInt(others.Length)]);
                break;
        }

        return string.Join('\n', lines);
    }

    private static string Repeated(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();

    [GeneratedRegex(@"[\w./*-]+")]
    private static partial Regex Word { get; }

    [GeneratedRegex(@"[^\w\s]")]
    private static partial Regex Sign { get; }
}
