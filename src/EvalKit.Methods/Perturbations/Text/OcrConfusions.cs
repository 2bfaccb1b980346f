using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Perturbations.Writing;

namespace EvalKit.Methods.Perturbations.Text;

/// <summary>
/// OCR confusions: characters are misread as others of a like shape (0 as O, 1 as l, m as rn). Changed are 1, 2, 5, 10, 20 % of
/// those that have such a double, most Latin letters and digits among them.
/// </summary>
[Plugin("ocr-confusions", Source = "nlpaug (Ma 2019), OcrAug; Wang et al. 2021, TextFlint, Ocr; the table and the shares are ours")]
public sealed record OcrConfusions : ITextPerturbation
{
    private static readonly SeverityValues<double> Share = new(0.01, 0.02, 0.05, 0.1, 0.2);

    private static readonly SubstitutionTable Doubles = new(new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["0"] = ["O", "o", "D"],
        ["1"] = ["l", "I", "7"],
        ["2"] = ["Z", "z"],
        ["3"] = ["8", "B"],
        ["4"] = ["A"],
        ["5"] = ["S", "s"],
        ["6"] = ["b", "G"],
        ["7"] = ["1", "T"],
        ["8"] = ["B", "3", "S"],
        ["9"] = ["g", "q"],
        ["A"] = ["4"],
        ["B"] = ["8", "E"],
        ["C"] = ["G", "("],
        ["D"] = ["0", "O"],
        ["E"] = ["F", "B"],
        ["F"] = ["P", "E"],
        ["G"] = ["6", "C"],
        ["H"] = ["N"],
        ["I"] = ["l", "1"],
        ["M"] = ["N"],
        ["N"] = ["M", "H"],
        ["O"] = ["0", "Q", "D"],
        ["P"] = ["F"],
        ["Q"] = ["O"],
        ["S"] = ["5", "8"],
        ["T"] = ["7"],
        ["U"] = ["V"],
        ["V"] = ["U"],
        ["W"] = ["VV"],
        ["Z"] = ["2"],
        ["a"] = ["o"],
        ["b"] = ["6", "h"],
        ["c"] = ["e", "o"],
        ["d"] = ["cl"],
        ["e"] = ["c", "o"],
        ["f"] = ["t"],
        ["g"] = ["9", "q"],
        ["h"] = ["b", "li"],
        ["i"] = ["l", "1", "j"],
        ["j"] = ["i"],
        ["l"] = ["1", "I", "i"],
        ["m"] = ["rn", "nn"],
        ["n"] = ["u", "ri"],
        ["o"] = ["0", "c", "a"],
        ["q"] = ["g", "9"],
        ["r"] = ["n"],
        ["s"] = ["5", "8"],
        ["t"] = ["f", "l"],
        ["u"] = ["n", "v"],
        ["v"] = ["u", "y"],
        ["w"] = ["vv"],
        ["y"] = ["v"],
        ["z"] = ["2"],
        ["."] = [","],
        [","] = ["."],
    });

    /// <inheritdoc/>
    public string Apply(string text, in TextContext context) =>
        GraphemeEdit.Apply(text, Share[context.Severity], context, Doubles.Knows, Doubles.Draw);
}
