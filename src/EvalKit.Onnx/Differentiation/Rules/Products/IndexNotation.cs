namespace EvalKit.Onnx.Differentiation.Rules.Products;

/// <summary>An equation of Einstein summation with every axis named: an ellipsis has become labels of its own.</summary>
/// <param name="Factors">The labels of each factor, one a character.</param>
/// <param name="Result">The labels of the result.</param>
internal sealed record IndexNotation(IReadOnlyList<string> Factors, string Result)
{
    private const string Ellipsis = "...";

    /// <summary>Reads an equation.</summary>
    /// <param name="equation">As in the operator's attribute; without an arrow the result has the labels that occur once, in alphabetical order.</param>
    /// <param name="ranks">The number of axes of each factor.</param>
    public static IndexNotation Parse(string equation, IReadOnlyList<int> ranks)
    {
        var sides = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        var factors = sides[0].Split(',');
        var hidden = factors.Select((factor, i) => factor.Contains(Ellipsis, StringComparison.Ordinal) ? ranks[i] - (factor.Length - Ellipsis.Length) : 0).ToList();
        var free = new string([.. Enumerable.Range('A', 26).Concat(Enumerable.Range('a', 26)).Select(code => (char)code).Where(label => !equation.Contains(label)).Take(hidden.Max())]);
        var result = sides.Length > 1 ? sides[1] : (hidden.Max() > 0 ? Ellipsis : "") + Once(factors);
        return new IndexNotation(
            [.. factors.Select((factor, i) => factor.Replace(Ellipsis, free[^hidden[i]..], StringComparison.Ordinal))],
            result.Replace(Ellipsis, free, StringComparison.Ordinal));
    }

    private static string Once(string[] factors) =>
        new([.. string.Concat(factors).Where(label => label != '.').GroupBy(label => label).Where(group => group.Count() == 1).Select(group => group.Key).Order()]);
}
