using System.CommandLine;
using System.Globalization;
using EvalKit.Cli.Runs;
using EvalKit.Core.Configuration;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit perturb</c>: shows what perturbations do to a picture; runs no model.</summary>
internal static class PerturbCommand
{
    private static readonly string[] Severities = ["1", "2", "3", "4", "5"];

    public static Command Create(PluginCatalog catalog)
    {
        var inputs = new Argument<string[]>("INPUT") { Description = NamedPictures.Description, Arity = ArgumentArity.OneOrMore };
        var kinds = new Option<string[]>("--kind") { Description = "Perturbations, as 'evalkit list perturbations' names them; by default all.", HelpName = "KIND", AllowMultipleArgumentsPerToken = true };
        kinds.CompletionSources.Add([.. catalog.All<IImagePerturbation>().Select(method => method.Kind)]);
        var severities = new Option<string[]>("--severities") { Description = "From 1 (mild) to 5 (strong); by default all.", HelpName = "N", AllowMultipleArgumentsPerToken = true };
        severities.AcceptOnlyFromAmong(Severities);
        var sets = Enum.GetValues<ConstantSet>().ToDictionary(ConstantSets.NameOf, StringComparer.Ordinal);
        var constants = new Option<string?>("--constants") { Description = $"What the severities mean: {string.Join(" or ", sets.Keys)}; by default the set for the picture's size.", HelpName = "SET" };
        constants.AcceptOnlyFromAmong([.. sets.Keys]);
        var set = new Option<string[]>("--set") { Description = "Changes a parameter of a perturbation.", HelpName = "KIND.PARAMETER=VALUE", AllowMultipleArgumentsPerToken = true };
        var seed = new Option<ulong>("--seed") { Description = "The seed of all random streams.", HelpName = "N", DefaultValueFactory = _ => 0 };
        var folder = new Option<string>("--out") { Description = "The folder; each picture gets one in it.", HelpName = "DIR", DefaultValueFactory = _ => "perturbed" };
        var command = new Command(
            "perturb",
            "Writes a picture under perturbations at each severity, and a contact sheet of them; prints each file's PSNR to the clean picture.\n\nExample:\n  evalkit perturb photo.jpg --kind gaussian-noise jpeg --severities 1 3 5")
        {
            inputs, kinds, severities, constants, set, seed, folder,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string[] levels = parsed.GetValue(severities) is { Length: > 0 } given ? given : Severities;
            string[] chosen = parsed.GetValue(kinds) is { Length: > 0 } named ? [.. named.Distinct()] : [.. catalog.All<IImagePerturbation>().Select(method => method.Kind)];
            var settings = CommandSettings.Read(parsed.GetValue(set) ?? [], chosen, catalog);
            var pictures = NamedPictures.Load(parsed.GetRequiredValue(inputs));
            var perturbed = new PerturbedPictures(
                [.. chosen.Select(settings.Method<IImagePerturbation>)],
                [.. levels.Distinct().Order(StringComparer.Ordinal).Select(severity => int.Parse(severity, CultureInfo.InvariantCulture))],
                parsed.GetValue(constants) is { } name ? sets[name] : null,
                parsed.GetValue(seed),
                parsed.GetRequiredValue(folder));
            var output = parsed.InvocationConfiguration.Output;
            foreach (var picture in pictures)
            {
                output.Write($"{picture.Input}: {perturbed.Describe(picture)}\n");
                await perturbed.WriteAsync(picture, (path, psnr) => output.Write($"  {path}{Describe(psnr)}\n"), cancellation).ConfigureAwait(false);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static string Describe(double? psnr) => psnr switch
    {
        null => "",
        double.PositiveInfinity => "  no level changed",
        { } decibels => string.Create(CultureInfo.InvariantCulture, $"  {decibels:F2} dB"),
    };
}
