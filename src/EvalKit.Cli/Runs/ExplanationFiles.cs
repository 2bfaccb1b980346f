using EvalKit.Cli.Terminal;
using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Plugins;
using EvalKit.Core.Store;
using EvalKit.Data.Drawing;
using EvalKit.Reporting;

namespace EvalKit.Cli.Runs;

/// <summary>
/// The files of explained pictures: a folder each, in it a heat map and an array for each method, and all side by side; and one
/// page with all pictures. All are written at the end, so that a model that ends the process leaves none.
/// </summary>
/// <param name="root">The folder that gets those folders.</param>
/// <param name="shape">The shape of the pictures that the model takes.</param>
/// <param name="metrics">The figures, in the order of their values.</param>
/// <param name="explained">The class in words.</param>
internal sealed class ExplanationFiles(string root, ImageShape shape, IReadOnlyList<PluginInstance<IExplanationMetric>> metrics, ExplainedClass explained)
{
    /// <summary>The name of the picture with all methods side by side.</summary>
    public const string Sheet = "sheet.png";

    /// <summary>The name of the page with all pictures.</summary>
    public const string Page = "index.html";

    private readonly List<ExplainedSample> _samples = [];
    private readonly PlacedFiles _files = new();

    /// <summary>The folder of all files.</summary>
    public string Root => root;

    /// <summary>The folder of a picture.</summary>
    public string Folder(PictureExplanation explanation) => Path.Combine(root, explanation.Picture.Name);

    /// <summary>The name of a method's heat map.</summary>
    public static string Map(MethodExplanation method) => method.Method.Name + ".png";

    /// <summary>The name of a method's array.</summary>
    public static string Numbers(MethodExplanation method) => method.Method.Name + ".npy";

    /// <summary>Makes the files of a picture.</summary>
    /// <param name="explanation">The picture.</param>
    public void Add(PictureExplanation explanation)
    {
        var answer = explained.Describe(explanation);
        var maps = explanation.Methods.Select(method => new ExplainedMap(
            method.Method.Name,
            explained.ScoreOf(method.Method.Method),
            Png(stream => HeatMap.WritePng(stream, method.Attribution, explanation.Values, shape)),
            [.. metrics.Zip(method.Figures, (metric, values) => (ExplanationView.Title(metric), ExplanationView.Number(values[0])))])).ToList();
        using var sheet = new ExplanationSheet(
            shape,
            $"{explanation.Picture.Name}: {answer}",
            [("input", []), .. maps.Select(map => (map.Name, (IReadOnlyList<string>)[.. metrics.Zip(map.Figures, (metric, figure) => $"{metric.Name} {figure.Value}")]))]);
        sheet.Draw(0, explanation.Values);
        for (var i = 0; i < maps.Count; i++)
        {
            var (method, png) = (explanation.Methods[i], maps[i].Png);
            sheet.Draw(i + 1, method.Attribution, explanation.Values);
            Add(Map(method), stream => stream.Write(png));
            Add(Numbers(method), stream => NpyFile.Write(stream, method.Attribution, shape.Height, shape.Width));
        }

        Add(Sheet, sheet.WritePng);
        _samples.Add(new ExplainedSample(explanation.Picture.Input, answer, Png(stream => PictureFile.WritePng(stream, explanation.Values, shape)), maps));

        void Add(string file, Action<Stream> write) => _files.Add(Path.Combine(Folder(explanation), file), write);
    }

    /// <summary>Writes the files of all pictures, and their page.</summary>
    /// <param name="model">The model's file.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="EvalKit.Core.Errors.UserException">The folder cannot be written.</exception>
    public async Task WriteAsync(string model, CancellationToken cancellation)
    {
        await _files.WriteAsync(cancellation).ConfigureAwait(false);
        await AtomicFile.WriteAsync(
            Path.Combine(root, Page), (stream, token) => ExplanationPage.WriteAsync(model, _samples, stream, token).AsTask(), cancellation).ConfigureAwait(false);
    }

    private static byte[] Png(Action<Stream> write)
    {
        using var content = new MemoryStream();
        write(content);
        return content.ToArray();
    }
}
