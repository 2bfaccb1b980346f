using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Plugins;

namespace EvalKit.Cli.Runs;

/// <summary>What a perturbation perturbs.</summary>
/// <param name="Inputs">What its inputs are called, in the plural.</param>
/// <param name="Sort">The sort of its perturbations in the catalogue.</param>
/// <param name="Extensions">How the names of its files end; none for pictures, whose files have many forms.</param>
internal sealed record Modality(string Inputs, string Sort, params string[] Extensions)
{
    /// <summary>Pictures, by any other name than those below.</summary>
    public static readonly Modality Pictures = new("pictures", "perturbations");

    /// <summary>Texts.</summary>
    public static readonly Modality Texts = new("texts", "text-perturbations", ".txt", ".md");

    /// <summary>Tables.</summary>
    public static readonly Modality Tables = new("tables", "table-perturbations", ".csv");

    /// <summary>Sounds.</summary>
    public static readonly Modality Sounds = new("sounds", "series-perturbations", ".wav");

    private static readonly Modality[] Files = [Texts, Tables, Sounds];

    /// <summary>All of them.</summary>
    public static IEnumerable<Modality> All => Files.Prepend(Pictures);

    /// <summary>What several inputs of one command are.</summary>
    /// <exception cref="UserException">There is none, or they are of several sorts.</exception>
    public static Modality Of(IReadOnlyList<string> inputs)
    {
        if (inputs.Count == 0) throw new UserException("no INPUT is given; name a file, or give a text by --text");
        var first = Of(inputs[0]);
        var other = inputs.FirstOrDefault(input => Of(input) != first);
        return other is null
            ? first
            : throw new UserException($"{inputs[0]} is one of the {first.Inputs}, {other} one of the {Of(other).Inputs}; perturb them in two commands");
    }

    /// <summary>The kinds of its perturbations.</summary>
    public IEnumerable<string> Kinds(PluginCatalog catalog) => catalog.Plugins.Where(plugin => plugin.Sort == Sort).Select(plugin => plugin.Kind);

    /// <summary>The perturbations that a command line names, or all of the modality.</summary>
    /// <typeparam name="T">The interface of the modality's perturbations.</typeparam>
    /// <param name="kinds">The kinds; none for all.</param>
    /// <param name="set">The parameters that it sets, each <c>kind.parameter=value</c>.</param>
    /// <param name="catalog">The plug-ins.</param>
    /// <exception cref="UserException">A kind is unknown or of another modality, or a parameter not allowed.</exception>
    public IReadOnlyList<PluginInstance<T>> Methods<T>(IReadOnlyList<string> kinds, IReadOnlyList<string> set, PluginCatalog catalog)
        where T : class, IPlugin
    {
        string[] own = [.. catalog.All<T>().Select(method => method.Kind)];
        string[] chosen = kinds.Count > 0 ? [.. kinds.Distinct()] : own;
        foreach (var kind in chosen.Except(own))
        {
            if (All.FirstOrDefault(other => other != this && other.Kinds(catalog).Contains(kind)) is { } its)
                throw new UserException($"'{kind}' perturbs {its.Inputs}; {Inputs} are perturbed by {string.Join(", ", own)}");
        }

        var settings = CommandSettings.Read(set, chosen, catalog);
        return [.. chosen.Select(settings.Method<T>)];
    }

    /// <summary>Checks that inputs give their files different names.</summary>
    /// <exception cref="UserException">Two would write to one folder.</exception>
    public static T[] Named<T>(T[] inputs, Func<T, string> name, Func<T, string> given)
    {
        var twice = inputs.GroupBy(name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? inputs
            : throw new UserException($"{string.Join(" and ", twice.Select(given))} would both write to the folder '{twice.Key}'; name them in two commands, each with an --out of its own");
    }

    private static Modality Of(string input) =>
        Files.FirstOrDefault(one => one.Extensions.Contains(Path.GetExtension(input), StringComparer.OrdinalIgnoreCase)) ?? Pictures;
}
