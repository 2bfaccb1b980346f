using System.Globalization;
using System.Text.RegularExpressions;
using EvalKit.Core.Errors;
using EvalKit.Data.Decoding;

namespace EvalKit.Cli.Runs;

/// <summary>The pictures that a command line names.</summary>
internal static partial class NamedPictures
{
    /// <summary>How an option or argument says what it takes.</summary>
    public const string Description = "Pictures (PNG, JPEG, BMP, WebP, GIF), or of an IDX file those at positions from 0: images.gz#3, images.gz#0-15.";

    /// <summary>Reads all of them.</summary>
    /// <exception cref="UserException">One cannot be read, or two would give their files the same names.</exception>
    public static StoredPicture[] Load(IReadOnlyList<string> inputs) =>
        Modality.Named([.. inputs.SelectMany(Expand).Select(StoredPicture.Load)], picture => picture.Name, picture => picture.Input);

    // A range of positions stands for each of them; what is a file's own name is left alone.
    private static IEnumerable<string> Expand(string input)
    {
        if (Range().Match(input) is not { Success: true } range || File.Exists(input)) return [input];
        var (first, last) = (int.Parse(range.Groups["first"].ValueSpan, CultureInfo.InvariantCulture), int.Parse(range.Groups["last"].ValueSpan, CultureInfo.InvariantCulture));
        if (last < first) throw new UserException($"{input}: the positions go down; write {range.Groups["file"].Value}#{last}-{first}");
        return Enumerable.Range(first, last - first + 1).Select(position => string.Create(CultureInfo.InvariantCulture, $"{range.Groups["file"].Value}#{position}"));
    }

    [GeneratedRegex("^(?<file>.+)#(?<first>[0-9]{1,9})-(?<last>[0-9]{1,9})$")]
    private static partial Regex Range();
}
