using System.CommandLine;
using System.Globalization;
using EvalKit.Cli.Runs;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit perturb</c>: shows what perturbations do to a picture or a text; runs no model.</summary>
internal static class PerturbCommand
{
    private static readonly string[] Severities = ["1", "2", "3", "4", "5"];

    public static Command Create(PluginCatalog catalog)
    {
        var inputs = new Argument<string[]>("INPUT") { Description = $"{NamedPictures.Description} Or texts (.txt, .md), or tables (.csv), or sounds (.wav).", Arity = ArgumentArity.ZeroOrMore };
        var text = new Option<string?>("--text") { Description = "A text to perturb in place of files.", HelpName = "TEXT" };
        var kinds = new Option<string[]>("--kind") { Description = "Perturbations, as 'evalkit list' names them for pictures, texts and tables; by default all that fit.", HelpName = "KIND", AllowMultipleArgumentsPerToken = true };
        kinds.CompletionSources.Add([.. Modality.All.SelectMany(modality => modality.Kinds(catalog)).Distinct()]);
        var keep = new Option<string[]>("--keep") { Description = "Columns of a table that stay as they are, such as the label.", HelpName = "COLUMN", AllowMultipleArgumentsPerToken = true };
        var severities = new Option<string[]>("--severities") { Description = "From 1 (mild) to 5 (strong); by default all.", HelpName = "N", AllowMultipleArgumentsPerToken = true };
        severities.AcceptOnlyFromAmong(Severities);
        var sets = Enum.GetValues<ConstantSet>().ToDictionary(ConstantSets.NameOf, StringComparer.Ordinal);
        var constants = new Option<string?>("--constants") { Description = $"What the severities mean for pictures: {string.Join(" or ", sets.Keys)}; by default the set for the picture's size.", HelpName = "SET" };
        constants.AcceptOnlyFromAmong([.. sets.Keys]);
        var set = new Option<string[]>("--set") { Description = "Changes a parameter of a perturbation.", HelpName = "KIND.PARAMETER=VALUE", AllowMultipleArgumentsPerToken = true };
        var seed = new Option<ulong>("--seed") { Description = "The seed of all random streams.", HelpName = "N", DefaultValueFactory = _ => 0 };
        var folder = new Option<string>("--out") { Description = "The folder; each input gets one in it. Texts are written only where it is given.", HelpName = "DIR", DefaultValueFactory = _ => "perturbed" };
        var command = new Command(
            "perturb",
            "Shows what perturbations do at each severity. Of a picture it writes the perturbed ones and a contact sheet, and prints each file's PSNR to the clean picture; of a text it prints what changed; of a table it writes the perturbed ones, and prints the share of cells that changed; of a sound it writes the perturbed ones, and prints the ratio of the sound to the change.\n\nExamples:\n  evalkit perturb photo.jpg --kind gaussian-noise jpeg --severities 1 3 5\n  evalkit perturb review.txt --kind keyboard-typos\n  evalkit perturb --text \"A quick brown fox\"\n  evalkit perturb adult.csv --kind missing-values --keep income")
        {
            inputs, text, kinds, severities, keep, constants, set, seed, folder,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string[] levels = parsed.GetValue(severities) is { Length: > 0 } given ? given : Severities;
            var request = new PerturbRequest(
                catalog,
                parsed.GetValue(inputs) ?? [],
                parsed.GetValue(text),
                parsed.GetValue(kinds) ?? [],
                parsed.GetValue(set) ?? [],
                [.. levels.Distinct().Order(StringComparer.Ordinal).Select(severity => int.Parse(severity, CultureInfo.InvariantCulture))],
                parsed.GetValue(keep) ?? [],
                parsed.GetValue(constants) is { } name ? sets[name] : null,
                parsed.GetValue(seed),
                parsed.GetRequiredValue(folder),
                IsFolderGiven: parsed.GetResult(folder) is { Implicit: false });
            await request.WriteAsync(parsed.InvocationConfiguration.Output, cancellation).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}
