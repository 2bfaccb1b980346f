using System.CommandLine;
using System.Security.Cryptography;
using EvalKit.Core.Errors;
using EvalKit.Core.Planning;

namespace EvalKit.Cli.Runs;

/// <summary>Libraries of custom operators that the command line names.</summary>
internal static class CustomLibraries
{
    private const string Name = "--custom-ops";

    /// <summary>The option of a command.</summary>
    public static Option<string[]> CreateOption() => new(Name)
    {
        Description = "A library of custom operators (.so, .dll, .dylib) for the models that need them. Its code runs with your rights.",
        HelpName = "PATH",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The arguments that name libraries.</summary>
    public static IEnumerable<string> Arguments(IReadOnlyList<string> libraries) => libraries.SelectMany(library => new[] { Name, library });

    /// <summary>The versions on which values depend where these libraries are loaded.</summary>
    /// <param name="versions">The versions without them.</param>
    /// <param name="libraries">Their files.</param>
    /// <exception cref="UserException">There is none of a name.</exception>
    public static PlanVersions AddTo(PlanVersions versions, IReadOnlyList<string> libraries) =>
        libraries.Count == 0 ? versions : versions with { Provider = $"{versions.Provider}; custom operators {string.Join(", ", Present(libraries).Select(Described))}" };

    /// <summary>The libraries, which are there.</summary>
    /// <exception cref="UserException">There is none of a name.</exception>
    public static IReadOnlyList<string> Present(IReadOnlyList<string> libraries) =>
        libraries.FirstOrDefault(library => !File.Exists(library)) is { } missing ? throw new UserException($"{Name} {missing}: there is no such file") : libraries;

    private static string Described(string library)
    {
        using var stream = File.OpenRead(library);
        return $"{Path.GetFileName(library)} (sha256 {Convert.ToHexStringLower(SHA256.HashData(stream))})";
    }
}
