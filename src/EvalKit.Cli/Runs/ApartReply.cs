using System.Text;

namespace EvalKit.Cli.Runs;

/// <summary>
/// What a command that runs apart tells of itself, a line each: plain text, since a serializer of documents would take longer to start
/// than some commands take.
/// </summary>
/// <param name="Kind">What it tells.</param>
/// <param name="Text">What was printed, what begins, or the exit code; empty for a sign of progress.</param>
internal sealed record ApartReply(ApartReply.Tells Kind, string Text)
{
    /// <summary>How each line begins, which nothing does that a native library prints.</summary>
    public const string Mark = "\u0001evalkit ";

    /// <summary>What a command can tell.</summary>
    public enum Tells
    {
        /// <summary>It printed to standard output.</summary>
        Output,

        /// <summary>It printed to standard error.</summary>
        Error,

        /// <summary>Something begins that a model may bring to a bad end.</summary>
        Begun,

        /// <summary>Calls of models have returned.</summary>
        Progress,

        /// <summary>It ended with this exit code.</summary>
        Ended,
    }

    /// <summary>The reply of a line.</summary>
    public static ApartReply Parse(string line)
    {
        var words = line[Mark.Length..].Split(' ');
        return new ApartReply(Enum.Parse<Tells>(words[0]), Encoding.UTF8.GetString(Convert.FromBase64String(words[1])));
    }

    /// <summary>The line.</summary>
    public override string ToString() => $"{Mark}{Kind} {Convert.ToBase64String(Encoding.UTF8.GetBytes(Text))}";
}
