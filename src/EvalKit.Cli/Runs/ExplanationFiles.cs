using EvalKit.Core.Images;
using EvalKit.Data.Drawing;

namespace EvalKit.Cli.Runs;

/// <summary>The files of explained pictures: a folder each, in it a heat map and an array for each method, and all side by side.</summary>
/// <param name="root">The folder that gets those folders.</param>
/// <param name="shape">The shape of the pictures that the model takes.</param>
internal sealed class ExplanationFiles(string root, ImageShape shape)
{
    /// <summary>The name of the picture with all methods side by side.</summary>
    public const string Sheet = "sheet.png";

    private const int LeastSide = 224;

    /// <summary>The folder of a picture.</summary>
    public string Folder(PictureExplanation explanation) => Path.Combine(root, explanation.Picture.Name);

    /// <summary>The name of a method's heat map.</summary>
    public static string Map(MethodExplanation method) => method.Method.Name + ".png";

    /// <summary>The name of a method's array.</summary>
    public static string Numbers(MethodExplanation method) => method.Method.Name + ".npy";

    /// <summary>Writes the files of a picture.</summary>
    /// <param name="explanation">The picture.</param>
    /// <param name="title">What stands above the methods side by side.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="EvalKit.Core.Errors.UserException">The folder cannot be written.</exception>
    public async Task WriteAsync(PictureExplanation explanation, string title, CancellationToken cancellation)
    {
        using var sheet = new ContactSheet(shape, title, [""], ["input", .. explanation.Methods.Select(method => method.Method.Name)], LeastSide);
        sheet.Place(0, 0, explanation.Values);
        for (var i = 0; i < explanation.Methods.Count; i++)
        {
            var method = explanation.Methods[i];
            await WriteAsync(Map(method), stream => HeatMap.WritePng(stream, method.Attribution, explanation.Values, shape)).ConfigureAwait(false);
            await WriteAsync(Numbers(method), stream => NpyFile.Write(stream, method.Attribution, shape.Height, shape.Width)).ConfigureAwait(false);
            sheet.Place(0, i + 1, method.Attribution, explanation.Values);
        }

        await WriteAsync(Sheet, sheet.WritePng).ConfigureAwait(false);

        Task WriteAsync(string file, Action<Stream> write) => WrittenFile.WriteAsync(Path.Combine(Folder(explanation), file), write, cancellation);
    }
}
