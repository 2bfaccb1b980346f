using System.Globalization;
using System.Text;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;
using EvalKit.Data.Decoding;

namespace EvalKit.Cli.Runs;

/// <summary>Texts as perturbations leave them.</summary>
/// <param name="methods">The perturbations.</param>
/// <param name="severities">The severities.</param>
/// <param name="seed">The seed of all random streams.</param>
internal sealed class PerturbedTexts(IReadOnlyList<PluginInstance<ITextPerturbation>> methods, IReadOnlyList<int> severities, ulong seed)
{
    /// <summary>Perturbs a text by every method at every severity.</summary>
    public IEnumerable<(string Kind, int Severity, string Text)> Of(StoredText text)
    {
        foreach (var method in methods)
        {
            foreach (var severity in severities)
            {
                var context = new TextContext(severity, RandomStream.KeyOf(seed, method.Name, severity, text.Id));
                yield return (method.Name, severity, method.Method.Apply(text.Text, context));
            }
        }
    }

    /// <summary>Writes every perturbation of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="folder">The folder that gets a folder for it.</param>
    /// <param name="written">Told of each file.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="EvalKit.Core.Errors.UserException">The folder cannot be written.</exception>
    public async Task WriteAsync(StoredText text, string folder, Action<string> written, CancellationToken cancellation)
    {
        foreach (var (kind, severity, perturbed) in Of(text))
        {
            var path = Path.Combine(folder, text.Name, string.Create(CultureInfo.InvariantCulture, $"{kind}-{severity}.txt"));
            await WrittenFile.WriteAsync(path, stream => stream.Write(Encoding.UTF8.GetBytes(perturbed)), cancellation).ConfigureAwait(false);
            written(path);
        }
    }
}
