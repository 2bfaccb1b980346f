using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EvalKit.Core.Planning;

/// <summary>Makes a unit's id from all that determines its values, and nothing else.</summary>
internal static class UnitId
{
    private const int Characters = 32;

    /// <summary>The lower-case hex hash of named facts, in the order given.</summary>
    public static string Of(params ReadOnlySpan<(string Name, object? Value)> facts)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in facts)
        {
            // Lengths keep a value that holds a newline from posing as two facts.
            var written = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            text.Append(CultureInfo.InvariantCulture, $"{name}:{written.Length}:{written}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..Characters];
    }
}
