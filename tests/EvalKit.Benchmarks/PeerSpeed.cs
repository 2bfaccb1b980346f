using System.Diagnostics;
using System.Globalization;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;
using EvalKit.Methods.Perturbations;
using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Benchmarks;

/// <summary>
/// Milliseconds of processor time for one picture on one thread, ours beside imagecorruptions' own code in Python
/// (peer_corruptions.py), from 8-bit levels to 8-bit levels. Both are timed in turns, a slice each; of all rounds the lowest
/// counts, since whatever else runs on the machine only adds. Where the peer defines a kind otherwise, ours is timed by the peer's definition too.
/// </summary>
internal static class PeerSpeed
{
    private const double Slice = 0.02;

    // Enough calls for the runtime to compile a method for good.
    private const int WarmUps = 60;

    public static void Run(string packageFolder, string pictureFile, string python, int rounds, string? markdownFile)
    {
        var picture = CleanPicture.Read(pictureFile);
        using var process = Start(python, packageFolder, pictureFile);
        var names = Names(process);
        var rows = Peer.Perturbations()
            .Where(plugin => names.Contains(Peer.NameOf(plugin.Kind)))
            .Select(plugin => new Row(plugin, Unmeasured(), Unmeasured()))
            .ToArray();
        foreach (var (plugin, _, _) in rows) WarmUp(picture, plugin);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (plugin, ours, theirs) in rows)
            {
                for (var severity = 1; severity <= 5; severity++)
                {
                    theirs[severity - 1] = Math.Min(theirs[severity - 1], Ask(process, plugin.Kind, severity));
                    ours[severity - 1] = Math.Min(ours[severity - 1], Time(picture, plugin, severity));
                }
            }
        }

        process.StandardInput.Close();
        process.WaitForExit();
        Print(rows, markdownFile);
    }

    private static void Print(Row[] rows, string? markdownFile)
    {
        List<string> table = ["| kind | ours, ms | theirs, ms | times as fast | the least over severities |", "| --- | --: | --: | --: | --: |"];
        foreach (var row in rows)
        {
            table.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Plugin.Name} | {1e3 * row.Ours.Average():F3} | {1e3 * row.Theirs.Average():F2} | {row.Ratio:F1} | {row.LeastRatio:F1} |"));
        }

        // Like is compared with like: theirs, where it is defined otherwise.
        var like = rows.Where(row => row.Plugin.Name != Peer.DefinedOtherwise).ToArray();
        table.Add(string.Create(
            CultureInfo.InvariantCulture, $"| mean of the ratios over {like.Length} | | | {like.Average(row => row.Ratio):F1} | {like.Min(row => row.LeastRatio):F1} |"));
        foreach (var line in table) Console.WriteLine(line);
        if (markdownFile is not null) File.WriteAllLines(markdownFile, table);
    }

    private static void WarmUp(CleanPicture picture, PluginInstance<IImagePerturbation> plugin)
    {
        var destination = new float[picture.Shape.Length];
        for (var call = 0; call < WarmUps; call++)
            plugin.Method.Apply(picture.Values, destination, new PerturbationContext(picture.Shape, (call % 5) + 1, ConstantSet.ImageNetC, (ulong)call));
    }

    private static double Time(CleanPicture picture, PluginInstance<IImagePerturbation> plugin, int severity)
    {
        var (source, destination) = (new float[picture.Values.Length], new float[picture.Values.Length]);
        var (levels, result) = (new byte[source.Length], new byte[source.Length]);
        Levels.FromValues(picture.Values, levels);
        var context = new PerturbationContext(picture.Shape, severity, ConstantSet.ImageNetC, RandomStream.KeyOf(0, plugin.Kind, severity, picture.Name));
        var (calls, elapsed, start) = (0, 0.0, Environment.CpuUsage.TotalTime);
        while (elapsed < Slice)
        {
            Levels.ToValues(levels, source);
            plugin.Method.Apply(source, destination, context);
            Levels.FromValues(destination, result);
            calls++;
            elapsed = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        }

        return elapsed / calls;
    }

    private static Process Start(string python, string packageFolder, string pictureFile)
    {
        var script = Repository.Path("tests/EvalKit.Benchmarks/peer_corruptions.py");
        var start = new ProcessStartInfo(python, [script, packageFolder, pictureFile]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        return Process.Start(start) ?? throw new InvalidOperationException($"'{python}' did not start.");
    }

    private static HashSet<string> Names(Process process)
    {
        var names = new HashSet<string>();
        while (process.StandardOutput.ReadLine() is { } line && line.Trim() is { Length: > 0 } name) names.Add(name);
        return names;
    }

    private static double Ask(Process process, string kind, int severity)
    {
        process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Peer.NameOf(kind)} {severity} {Slice}"));
        process.StandardInput.Flush();
        var answer = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The peer ended early.");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    private static double[] Unmeasured() => [.. Enumerable.Repeat(double.PositiveInfinity, 5)];

    private sealed record Row(PluginInstance<IImagePerturbation> Plugin, double[] Ours, double[] Theirs)
    {
        public double Ratio => Theirs.Average() / Ours.Average();

        public double LeastRatio => Theirs.Zip(Ours, (theirs, ours) => theirs / ours).Min();
    }
}
