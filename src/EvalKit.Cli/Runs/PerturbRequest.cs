using System.Globalization;
using EvalKit.Cli.Terminal;
using EvalKit.Core.Errors;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Data.Decoding;
using EvalKit.Data.Sound;
using EvalKit.Data.Tables;

namespace EvalKit.Cli.Runs;

/// <summary>What the command line of <c>evalkit perturb</c> asks for.</summary>
/// <param name="Catalog">The plug-ins.</param>
/// <param name="Inputs">The files, of one modality; none where there is a text.</param>
/// <param name="Text">A text in place of files, or null.</param>
/// <param name="Kinds">The perturbations; none for all of the modality.</param>
/// <param name="Set">The parameters that are set, each <c>kind.parameter=value</c>.</param>
/// <param name="Severities">The severities, ascending.</param>
/// <param name="Keep">The columns of tables that stay as they are.</param>
/// <param name="Constants">The set of constants for pictures, or null for the one for a picture's size.</param>
/// <param name="Seed">The seed of all random streams.</param>
/// <param name="Folder">The folder that gets a folder for each input.</param>
/// <param name="IsFolderGiven">Whether the user named the folder.</param>
internal sealed record PerturbRequest(
    PluginCatalog Catalog,
    IReadOnlyList<string> Inputs,
    string? Text,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<string> Set,
    IReadOnlyList<int> Severities,
    IReadOnlyList<string> Keep,
    ConstantSet? Constants,
    ulong Seed,
    string Folder,
    bool IsFolderGiven)
{
    /// <summary>Perturbs the inputs, writes what becomes of them, and tells of it.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="UserException">The command line, an input or the folder is not as it must be.</exception>
    public Task WriteAsync(TextWriter output, CancellationToken cancellation)
    {
        if (Text is not null && Inputs.Count > 0) throw new UserException($"both --text and {Inputs[0]} are given; perturb them in two commands");
        var modality = Text is null ? Modality.Of(Inputs) : Modality.Texts;
        if (Constants is not null && modality != Modality.Pictures) throw new UserException($"--constants is for pictures; {modality.Inputs} have one set of constants");
        if (Keep.Count > 0 && modality != Modality.Tables) throw new UserException($"--keep is for columns of tables; {modality.Inputs} have none");
        return modality == Modality.Pictures ? WritePicturesAsync(output, cancellation)
            : modality == Modality.Tables ? WriteTablesAsync(output, cancellation)
            : modality == Modality.Sounds ? WriteSoundsAsync(output, cancellation)
            : WriteTextsAsync(output, cancellation);
    }

    private async Task WritePicturesAsync(TextWriter output, CancellationToken cancellation)
    {
        var methods = Modality.Pictures.Methods<IImagePerturbation>(Kinds, Set, Catalog);
        var pictures = NamedPictures.Load(Inputs);
        var perturbed = new PerturbedPictures(methods, Severities, Constants, Seed, Folder);
        foreach (var picture in pictures)
        {
            output.Write($"{picture.Input}: {perturbed.Describe(picture)}\n");
            await perturbed.WriteAsync(picture, (path, psnr) => output.Write($"  {path}{Describe(psnr)}\n"), cancellation).ConfigureAwait(false);
        }
    }

    private async Task WriteTextsAsync(TextWriter output, CancellationToken cancellation)
    {
        var perturbed = new PerturbedTexts(Modality.Texts.Methods<ITextPerturbation>(Kinds, Set, Catalog), Severities, Seed);
        StoredText[] texts = Text is null ? Modality.Named([.. Inputs.Select(StoredText.Load)], text => text.Name, text => text.Input) : [new("--text", "text", "text", Text)];
        var console = TerminalConsole.Create(output, redirected: Console.IsOutputRedirected || output != Console.Out);
        foreach (var text in texts)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{text.Input}: seed {Seed}\n"));
            TextDiffView.Write(console, text, perturbed.Of(text));
            if (IsFolderGiven) await perturbed.WriteAsync(text, Folder, path => output.Write($"  {path}\n"), cancellation).ConfigureAwait(false);
        }
    }

    private async Task WriteTablesAsync(TextWriter output, CancellationToken cancellation)
    {
        var perturbed = new PerturbedTables(Modality.Tables.Methods<ITablePerturbation>(Kinds, Set, Catalog), Severities, Keep, Seed, Folder);
        var tables = Modality.Named([.. Inputs.Select(StoredTable.Load)], table => table.Name, table => table.Input);
        foreach (var table in tables)
        {
            var categories = table.Columns.Count(column => column.IsCategorical);
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{table.Input}: {table.Rows} rows, {table.Columns.Count - categories} columns of numbers, {categories} of categories, seed {Seed}\n"));
            await perturbed.WriteAsync(
                table, (path, share) => output.Write(string.Create(CultureInfo.InvariantCulture, $"  {path}  {100 * share:F1} % of cells\n")), cancellation).ConfigureAwait(false);
        }
    }

    private async Task WriteSoundsAsync(TextWriter output, CancellationToken cancellation)
    {
        var perturbed = new PerturbedSounds(Modality.Sounds.Methods<ISeriesPerturbation>(Kinds, Set, Catalog), Severities, Seed, Folder);
        foreach (var sound in Modality.Named([.. Inputs.Select(StoredSound.Load)], sound => sound.Name, sound => sound.Input))
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{sound.Input}: {(double)sound.Length / sound.SampleRate:F2} s, {sound.Channels} × {sound.SampleRate} Hz, seed {Seed}\n"));
            await perturbed.WriteAsync(sound, Tell, cancellation).ConfigureAwait(false);
        }

        void Tell(string path, double ratio, int clipped)
        {
            var how = double.IsFinite(ratio) ? string.Create(CultureInfo.InvariantCulture, $"{ratio:F2} dB") : "nothing changed";
            var lost = clipped > 0 ? string.Create(CultureInfo.InvariantCulture, $", {clipped} values clipped") : "";
            output.Write($"  {path}  {how}{lost}\n");
        }
    }

    private static string Describe(double? psnr) => psnr switch
    {
        null => "",
        double.PositiveInfinity => "  no level changed",
        { } decibels => string.Create(CultureInfo.InvariantCulture, $"  {decibels:F2} dB"),
    };
}
