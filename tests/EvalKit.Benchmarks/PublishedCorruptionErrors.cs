using System.Globalization;
using EvalKit.Methods.Metrics.Robustness;

namespace EvalKit.Benchmarks;

/// <summary>mCE from a table of published accuracies, beside which the published mCE can be laid.</summary>
internal static class PublishedCorruptionErrors
{
    private const string Reference = "AlexNet";

    /// <summary>
    /// Prints the mCE of every model in a file of RobustBench's form: a line of kinds, a line of severities, then a line a model,
    /// its name and its accuracies. The reference is the file's own row of AlexNet.
    /// </summary>
    public static void Run(string path)
    {
        var lines = File.ReadLines(path).Select(line => line.Split(',')).ToArray();
        var kinds = lines[0][1..];
        var models = lines[2..].ToDictionary(line => line[0], line => Errors(kinds, line[1..]), StringComparer.Ordinal);
        foreach (var (name, errors) in models)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-24} {100 * CorruptionError.Mean(errors, models[Reference]):0.0000}"));
    }

    private static double[] Errors(string[] kinds, string[] accuracies) =>
        [.. kinds.Zip(accuracies, (kind, text) => (Kind: kind, Error: 1 - double.Parse(text, CultureInfo.InvariantCulture))).GroupBy(one => one.Kind).Select(kind => kind.Average(one => one.Error))];
}
