using EvalKit.Core.Plugins;

namespace EvalKit.Core.Perturbations;

/// <summary>
/// A perturbation of texts at severities 1 (mild) to 5 (strong). It is a pure function of the text and the context, safe to
/// call from several threads, and never cuts a grapheme cluster (what a reader takes for one character) apart.
/// </summary>
[PluginSort("text-perturbations")]
public interface ITextPerturbation : IPlugin
{
    /// <summary>Perturbs one text.</summary>
    /// <param name="text">Any text; it may be empty.</param>
    /// <param name="context">Severity and random stream.</param>
    /// <returns>The perturbed text; the same where the text has nothing that this kind could change.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The severity is not 1 to 5.</exception>
    string Apply(string text, in TextContext context);
}
