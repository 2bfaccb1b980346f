using System.Globalization;
using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports.Fourier;
using EvalKit.Data.Drawing;
using EvalKit.Onnx.Inference;

namespace EvalKit.Cli.Runs;

/// <summary>What <c>evalkit fourier</c> is asked: heat maps of the models of a configuration.</summary>
/// <param name="Catalog">The methods.</param>
/// <param name="Watch">Told of what models do.</param>
/// <param name="Config">The configuration's file.</param>
/// <param name="Overrides">Changes to it, <c>path=value</c>.</param>
/// <param name="Samples">How many pictures, from the first.</param>
/// <param name="Severity">The severity of the noise.</param>
/// <param name="Largest">The largest frequency, or null for half a side.</param>
/// <param name="Step">From one frequency to the next.</param>
/// <param name="Threads">The number of threads.</param>
/// <param name="Out">The folder.</param>
internal sealed record FourierRequest(
    PluginCatalog Catalog, ModelWatch Watch, string Config, IReadOnlyList<string> Overrides, int Samples, int Severity, int? Largest, int Step, int Threads, string Out)
{
    private const int CellSide = 192;

    private static readonly string[] Bands = ["low", "middle", "high"];

    /// <summary>Measures, writes the maps, and prints errors by band of frequencies.</summary>
    /// <param name="output">Where results are printed.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="UserException">The configuration, a model or the data are wrong.</exception>
    public async Task WriteAsync(TextWriter output, CancellationToken cancellation)
    {
        var config = ConfigReader.Read(Config, Overrides, Catalog);
        using var data = config.Data.Source.Method.Open(config.Folder);
        var samples = Math.Min(Math.Min(Samples, config.Data.Limit ?? data.Count), data.Count);
        var models = new List<(string Name, OnnxModel Model)>();
        var measured = new List<FourierErrors>();
        var files = new PlacedFiles();
        try
        {
            foreach (var entry in ModelFiles.Expand(config))
            {
                Watch.Begin(entry.Path);
                models.Add((entry.Name, OnnxModel.Open(Path.Combine(config.Folder, entry.Path), entry.Input, entry.Output, data.StoredShape(0), activity: Watch.Activity)));
            }

            foreach (var (alike, number) in models.GroupBy(one => one.Model.View).Select((group, number) => (group.ToList(), number)))
            {
                var map = new FourierMap(data, alike[0].Model.View, samples, Severity, config.Robustness?.Constants, config.Seed);
                var grid = new FourierGrid(alike[0].Model.View.Shape, Largest, Step);
                // They take turns on every frequency, so it is one of these.
                Watch.Begin(string.Join(", ", alike.Select(one => one.Name)));
                var errors = map.Measure([.. alike.Select(one => one.Model)], grid, Threads, cancellation);
                var sheet = number == 0 ? "fourier.png" : string.Create(CultureInfo.InvariantCulture, $"fourier-{number + 1}.png");
                Draw(files, sheet, [.. alike.Select(one => one.Name)], errors, grid, samples);
                output.Write($"{Path.Combine(Out, sheet)}: {samples} pictures, severity {Severity}, {grid.Shape.Height} × {grid.Shape.Width} frequencies; errors in %\n");
                output.Write(Line("model", "clean", [.. Bands]));
                foreach (var ((name, model), mine) in alike.Zip(errors))
                {
                    measured.Add(new(name, grid.Shape.Height, grid.Shape.Width, mine, map.CleanError(model, cancellation), [.. Bands.Select((_, band) => OfBand(mine, grid, band))]));
                    output.Write(Line(name, Percent(measured[^1].Clean), [.. measured[^1].Bands.Select(Percent)]));
                }
            }

            var all = new FourierMaps(samples, Severity, measured);
            files.Add(Path.Combine(Out, FourierMaps.FileName), all.Write);
            await files.WriteAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            foreach (var (_, model) in models) model.Dispose();
        }
    }

    private void Draw(PlacedFiles files, string file, IReadOnlyList<string> names, float[][] errors, FourierGrid grid, int samples)
    {
        var title = $"error under Fourier noise, black 0 to white 1; frequency 0 in the middle; {samples} pictures, severity {Severity}";
        using var sheet = new ContactSheet(grid.Shape, title, names, [""], CellSide);
        for (var model = 0; model < names.Count; model++)
        {
            sheet.Place(model, 0, errors[model]);
            var numbers = errors[model];
            files.Add(Path.Combine(Out, names[model] + ".npy"), stream => NpyFile.Write(stream, numbers, grid.Shape.Height, grid.Shape.Width));
        }

        files.Add(Path.Combine(Out, file), sheet.WritePng);
    }

    private static double? OfBand(float[] errors, FourierGrid grid, int band)
    {
        var places = Enumerable.Range(0, errors.Length).Where(place => grid.Band(place) == band).ToArray();
        return places.Length == 0 ? null : places.Average(place => (double)errors[place]);
    }

    private static string Percent(double? share) => share is { } value ? (100 * value).ToString("F1", CultureInfo.InvariantCulture) : "–";

    private static string Line(string name, string clean, string[] bands) =>
        $"  {name,-24} {clean,7} {string.Concat(bands.Select(band => $"{band,8}"))}\n";
}
