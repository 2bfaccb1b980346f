namespace EvalKit.Data.Tests;

/// <summary>Where the repository lies that the tests were built in.</summary>
internal static class Repository
{
    /// <summary>The folder of the bundled Fashion-MNIST test set.</summary>
    public static string FashionFolder => Path.Combine(Root(), "eval-configs", "data", "fashion");

    // Not from the paths of sources in the assembly: a build for a release leaves the machine's folders out of them.
    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "EvalKit.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
