using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Perturbations.Writing;

namespace EvalKit.Methods.Perturbations.Text;

/// <summary>
/// Homoglyphs: Latin letters become Cyrillic ones that look the same, and those Latin; a reader sees no difference. Changed are
/// 1, 2, 5, 10, 20 % of the letters that have such a double.
/// </summary>
[Plugin("homoglyphs", Source = "Unicode Technical Standard 39, confusables.txt; Boucher et al. 2022, Bad Characters; the shares are ours")]
public sealed record Homoglyphs : ITextPerturbation
{
    private static readonly SeverityValues<double> Share = new(0.01, 0.02, 0.05, 0.1, 0.2);

    // Latin, then Cyrillic: written by number, since nobody could tell a mistake here by looking.
    private static readonly SubstitutionTable Doubles = SubstitutionTable.OfPairs(
        "a\u0430", "c\u0441", "e\u0435", "i\u0456", "j\u0458", "o\u043E", "p\u0440", "s\u0455", "x\u0445", "y\u0443",
        "A\u0410", "B\u0412", "C\u0421", "E\u0415", "H\u041D", "I\u0406", "J\u0408", "K\u041A", "M\u041C", "O\u041E",
        "P\u0420", "S\u0405", "T\u0422", "X\u0425");

    /// <inheritdoc/>
    public string Apply(string text, in TextContext context) =>
        GraphemeEdit.Apply(text, Share[context.Severity], context, Doubles.Knows, Doubles.Draw);
}
