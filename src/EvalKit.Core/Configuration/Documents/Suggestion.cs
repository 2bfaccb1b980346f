using EvalKit.Core.Errors;

namespace EvalKit.Core.Configuration.Documents;

/// <summary>The part of a message that says what a misspelt name may have meant.</summary>
internal static class Suggestion
{
    /// <summary><c>; did you mean "x"?</c> where an allowed name is near, else a full stop; follows what was found.</summary>
    public static string For(string found, IEnumerable<string> allowed) =>
        NearestName.Of(found, allowed) is { } nearest ? $"; did you mean \"{nearest}\"?" : ".";
}
