using System.Text;
using EvalKit.Core.Reports;

namespace EvalKit.Reporting.Tests;

/// <summary>Reports in their written form, and the golden files that they are compared with.</summary>
internal static class Written
{
    /// <summary>What a writer writes.</summary>
    public static async Task<string> ByAsync(IReportWriter writer, Report report)
    {
        using var stream = new MemoryStream();
        await writer.WriteAsync(report, stream, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>
    /// Compares with a golden file. To renew the files after a wanted change, set EVALKIT_RENEW_GOLDEN=1, run the tests,
    /// and read the difference before committing it.
    /// </summary>
    public static void EqualsGolden(string name, string actual)
    {
        var built = Path.Combine(AppContext.BaseDirectory, "Golden", name);
        if (Environment.GetEnvironmentVariable("EVALKIT_RENEW_GOLDEN") == "1")
            File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "Golden", name), actual);
        else
            Assert.Equal(File.ReadAllText(built), actual);
    }
}
