using System.Runtime.CompilerServices;

namespace EvalKit.Data.Tests;

/// <summary>Finds what lies in the repository beside the tests.</summary>
internal static class Repository
{
    public static string FashionFolder => Path.Combine(Root(), "eval-configs", "data", "fashion");

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
