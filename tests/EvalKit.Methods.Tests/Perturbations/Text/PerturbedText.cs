using EvalKit.Core.Perturbations;
using EvalKit.Core.Randomness;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Perturbations.Text;

/// <summary>What a text perturbation makes of a text.</summary>
internal static class PerturbedText
{
    public static string Of(string kind, string text, int severity, string sample = "a") => Of(Catalogue<ITextPerturbation>.Create(kind), text, severity, sample);

    public static string Of(ITextPerturbation perturbation, string text, int severity, string sample = "a") =>
        perturbation.Apply(text, new TextContext(severity, RandomStream.KeyOf(7, perturbation.GetType().Name, severity, sample)));

    /// <summary>The same word many times, with blanks between.</summary>
    public static string Repeat(string word, int count, string gap = " ") => string.Join(gap, Enumerable.Repeat(word, count));
}
