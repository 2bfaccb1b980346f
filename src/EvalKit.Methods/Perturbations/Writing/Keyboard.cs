namespace EvalKit.Methods.Perturbations.Writing;

/// <summary>The letters and digits of the US keyboard (QWERTY, ISO 9995 places) and which keys lie side by side.</summary>
internal static class Keyboard
{
    // From the middle of a key to those of the keys around it, in widths of a key: 1 within a row, at most 1.25 to the next.
    private const double Reach = 1.3;

    // Each row's shift to the right of the row of digits, in widths of a key.
    private static readonly (string Keys, double Shift)[] Rows =
    [
        ("1234567890", 0), ("qwertyuiop", 0.5), ("asdfghjkl", 0.75), ("zxcvbnm", 1.25),
    ];

    /// <summary>For each letter, large and small, and each digit those on the keys beside its own; letters keep their case.</summary>
    public static SubstitutionTable Neighbours { get; } = Create();

    private static SubstitutionTable Create()
    {
        var keys = Rows.SelectMany((row, y) => row.Keys.Select((key, i) => (Key: key, X: row.Shift + i, Y: (double)y))).ToArray();
        var small = keys.ToDictionary(
            key => key.Key.ToString(),
            key => keys
                .Where(other => other.Key != key.Key && Math.Sqrt(Math.Pow(key.X - other.X, 2) + Math.Pow(key.Y - other.Y, 2)) < Reach)
                .Select(other => other.Key.ToString())
                .ToArray());
        var large = small.Where(entry => char.IsAsciiLetter(entry.Key[0]))
            .ToDictionary(entry => entry.Key.ToUpperInvariant(), entry => entry.Value.Select(key => key.ToUpperInvariant()).ToArray());
        return new(small.Concat(large).ToDictionary(StringComparer.Ordinal));
    }
}
