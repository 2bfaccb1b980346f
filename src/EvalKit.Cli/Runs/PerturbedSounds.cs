using System.Globalization;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;
using EvalKit.Data.Sound;

namespace EvalKit.Cli.Runs;

/// <summary>Writes sounds as perturbations leave them.</summary>
/// <param name="methods">The perturbations.</param>
/// <param name="severities">The severities.</param>
/// <param name="seed">The seed of all random streams.</param>
/// <param name="folder">The folder that gets a folder for each sound.</param>
internal sealed class PerturbedSounds(IReadOnlyList<PluginInstance<ISeriesPerturbation>> methods, IReadOnlyList<int> severities, ulong seed, string folder)
{
    /// <summary>Writes every perturbation of a sound.</summary>
    /// <param name="sound">The sound.</param>
    /// <param name="written">
    /// Told of each file, of its signal-to-noise ratio in dB (the energy of the clean sound over that of the change), and of
    /// how many values were clipped.
    /// </param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="EvalKit.Core.Errors.UserException">The folder cannot be written.</exception>
    public async Task WriteAsync(StoredSound sound, Action<string, double, int> written, CancellationToken cancellation)
    {
        var perturbed = new float[sound.Values.Length];
        foreach (var method in methods)
        {
            foreach (var severity in severities)
            {
                var key = RandomStream.KeyOf(seed, method.Name, severity, sound.Id);
                method.Method.Apply(sound.Values, perturbed, new SeriesContext(sound.Channels, sound.Length, sound.SampleRate, severity, key));
                var path = Path.Combine(folder, sound.Name, string.Create(CultureInfo.InvariantCulture, $"{method.Name}-{severity}.wav"));
                var clipped = 0;
                await WrittenFile.WriteAsync(path, stream => clipped = sound.Write(stream, perturbed), cancellation).ConfigureAwait(false);
                written(path, Ratio(sound.Values, perturbed), clipped);
            }
        }
    }

    private static double Ratio(float[] clean, float[] perturbed)
    {
        var (signal, noise) = (0.0, 0.0);
        for (var i = 0; i < clean.Length; i++)
        {
            signal += (double)clean[i] * clean[i];
            noise += Math.Pow((double)perturbed[i] - clean[i], 2);
        }

        return 10 * Math.Log10(signal / noise);
    }
}
