namespace EvalKit.Core.Errors;

/// <summary>Finds what a user who mistyped a name may have meant.</summary>
public static class NearestName
{
    // No one mistypes a longer one, and the comparison takes time with its square.
    private const int LongestName = 200;

    /// <summary>
    /// The allowed name with the fewest insertions, deletions and replacements of characters (Levenshtein 1966), case left
    /// aside; the first in ordinal order of equally near ones. Null where even that one is not alike.
    /// </summary>
    /// <param name="found">The name that was found.</param>
    /// <param name="allowed">The names that would be valid.</param>
    public static string? Of(string found, IEnumerable<string> allowed)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (found.Length > LongestName) return null;
        var (distance, name) = allowed
            .Where(name => name.Length <= LongestName)
            .Select(name => (Distance: Distance(found.ToUpperInvariant(), name.ToUpperInvariant()), Name: name))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault();

        // Beyond half of the characters a suggestion misleads.
        return name is not null && distance <= Math.Max(2, found.Length / 2) ? name : null;
    }

    /// <summary>The end of an error message: <c>; did you mean 'NAME'?</c>, or nothing where no allowed name is alike.</summary>
    /// <param name="found">The name that was found.</param>
    /// <param name="allowed">The names that would be valid.</param>
    public static string Hint(string found, IEnumerable<string> allowed) =>
        Of(found, allowed) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
