using System.Globalization;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;
using EvalKit.Data.Decoding;
using EvalKit.Data.Drawing;

namespace EvalKit.Cli.Runs;

/// <summary>Writes pictures as perturbations leave them.</summary>
/// <param name="methods">The perturbations.</param>
/// <param name="severities">The severities.</param>
/// <param name="chosen">The set of constants, or null for the one for the picture's size.</param>
/// <param name="seed">The seed of all random streams.</param>
/// <param name="folder">The folder that gets a folder for each picture.</param>
internal sealed class PerturbedPictures(
    IReadOnlyList<PluginInstance<IImagePerturbation>> methods, IReadOnlyList<int> severities, ConstantSet? chosen, ulong seed, string folder)
{
    /// <summary>Writes every perturbation of a picture and a contact sheet of them.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="written">Told of each file with its PSNR to the clean picture in dB; null for the sheet.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="EvalKit.Core.Errors.UserException">The folder cannot be written.</exception>
    public async Task WriteAsync(StoredPicture picture, Action<string, double?> written, CancellationToken cancellation)
    {
        var shape = picture.Shape;
        var constants = ConstantsFor(picture);
        var clean = picture.Values();
        var perturbed = new float[clean.Length];
        using var sheet = new ContactSheet(
            shape,
            $"{picture.Name}: {Describe(picture)}",
            [.. methods.Select(method => method.Name)],
            ["clean", .. severities.Select(severity => string.Create(CultureInfo.InvariantCulture, $"severity {severity}"))]);
        for (var row = 0; row < methods.Count; row++)
        {
            sheet.Place(row, 0, clean);
            for (var column = 0; column < severities.Count; column++)
            {
                var (method, severity) = (methods[row], severities[column]);
                var key = RandomStream.KeyOf(seed, method.Name, severity, picture.Id);
                method.Method.Apply(clean, perturbed, new PerturbationContext(shape, severity, constants, key));
                sheet.Place(row, column + 1, perturbed);
                var path = At(picture, string.Create(CultureInfo.InvariantCulture, $"{method.Name}-{severity}.png"));
                await WrittenFile.WriteAsync(path, stream => PictureFile.WritePng(stream, perturbed, shape), cancellation).ConfigureAwait(false);
                written(path, PictureFile.Psnr(clean, perturbed));
            }
        }

        var sheetPath = At(picture, "sheet.png");
        await WrittenFile.WriteAsync(sheetPath, sheet.WritePng, cancellation).ConfigureAwait(false);
        written(sheetPath, null);
    }

    /// <summary>What a reader must know beside the pictures: the constants and why these, and the seed.</summary>
    public string Describe(StoredPicture picture)
    {
        var why = chosen is null ? $" (the default for {picture.Shape.Width}×{picture.Shape.Height} pixels)" : "";
        return string.Create(CultureInfo.InvariantCulture, $"constants {ConstantSets.NameOf(ConstantsFor(picture))}{why}, seed {seed}");
    }

    private ConstantSet ConstantsFor(StoredPicture picture) => chosen ?? ConstantSets.DefaultFor(picture.Shape);

    private string At(StoredPicture picture, string file) => Path.Combine(folder, picture.Name, file);
}
