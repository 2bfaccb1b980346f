using EvalKit.Core.Errors;

namespace EvalKit.Cli.Downloads;

/// <summary>
/// Paths that come from a stranger: a reference, a server's list, a model's file, a lock file. They may only lead downwards, and
/// mean the same on every system.
/// </summary>
internal static class RemotePath
{
    private const int LongestSegment = 200;
    private const int LongestPath = 1000;
    private const string OtherCharacters = " -_.+@=,()[]~";

    // Names that Windows gives to devices, with any extension.
    private static readonly string[] Devices =
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(port => new[] { $"COM{port}", $"LPT{port}" })];

    /// <summary>Refuses a path that may lead elsewhere.</summary>
    /// <param name="path">The path, with forward slashes.</param>
    /// <param name="source">Who names it, for the message.</param>
    /// <returns>The path itself.</returns>
    /// <exception cref="UserException">It is absolute, climbs, or has a character or a name that is not allowed.</exception>
    public static string Check(string path, string source)
    {
        if (path.Length is 0 or > LongestPath) throw Refused(path, source, $"a path has 1 to {LongestPath} characters");
        foreach (var segment in path.Split('/'))
        {
            if (segment is "..") throw Refused(path, source, "'..' leads out of the folder");
            if (segment is "" or ".") throw Refused(path, source, "it must be relative, with a name between slashes");
            if (segment.Length > LongestSegment) throw Refused(path, source, $"a name has at most {LongestSegment} characters");
            foreach (var symbol in segment.Where(symbol => !char.IsLetterOrDigit(symbol) && !OtherCharacters.Contains(symbol)))
                throw Refused(path, source, $"the character U+{(int)symbol:X4} is not allowed; letters, digits and {OtherCharacters.Trim()} are");
            if (segment[0] == ' ' || segment[^1] is ' ' or '.') throw Refused(path, source, "a name must not begin with a blank, or end with a blank or a dot");
            if (Devices.Contains(segment.Split('.')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase)) throw Refused(path, source, $"'{segment}' is a device on Windows");
        }

        return path;
    }

    /// <summary>A path as part of an address.</summary>
    public static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static UserException Refused(string path, string source, string why) =>
        new($"{source}: the path '{new string([.. path.Take(LongestSegment).Select(symbol => char.IsControl(symbol) ? '?' : symbol)])}' is refused: {why}");
}
