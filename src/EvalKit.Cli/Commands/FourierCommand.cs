using System.CommandLine;
using EvalKit.Cli.Runs;
using EvalKit.Core.Configuration;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit fourier</c>: at which frequencies noise hurts a model (Yin et al. 2019, the Fourier heat map).</summary>
internal static class FourierCommand
{
    public static Command Create(PluginCatalog catalog, ModelWatch watch)
    {
        var config = new Argument<string>("CONFIG") { Description = "A configuration; its models, data, constants and seed count." };
        var samples = Number("--samples", "Pictures, from the first.", 1, int.MaxValue, 200);
        var severity = Number("--severity", "The severity of the noise; 3 has the norm of the paper.", 1, 5, 3);
        var largest = new Option<int?>("--largest") { Description = "The largest frequency, in waves a side; by default half a side.", HelpName = "N" };
        largest.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1) result.AddError("--largest must be at least 1.");
        });
        var step = Number("--step", "From one frequency to the next.", 1, 512, 1);
        var threads = Number("--threads", "Threads.", 1, 1024, CpuAllocation.Current);
        var folder = new Option<string>("--out") { Description = "The folder of the maps; a run's folder brings them into its report.", HelpName = "DIR", DefaultValueFactory = _ => "fourier" };
        var set = new Option<string[]>("--set") { Description = "Changes the configuration, such as limits.time=30s.", HelpName = "PATH=VALUE", AllowMultipleArgumentsPerToken = true };
        var command = new ModelCommand(
            "fourier",
            "Measures each model's error under noise of one frequency, for all frequencies, and draws it as a heat map.\n\nExample:\n  evalkit fourier eval-configs/fashion.yaml --samples 200",
            parsed =>
            {
                var read = ConfigReader.Read(parsed.GetRequiredValue(config), parsed.GetValue(set) ?? [], catalog);
                return new(read.Limits ?? new LimitsConfig(), ModelFiles.Expand(read).Sum(model => Opening.BytesOf(Path.Combine(read.Folder, model.Path))));
            })
        {
            config, samples, severity, largest, step, threads, folder, set,
        };
        command.SetWork(async (parsed, cancellation) =>
        {
            var request = new FourierRequest(
                catalog,
                watch,
                parsed.GetRequiredValue(config),
                parsed.GetValue(set) ?? [],
                parsed.GetValue(samples),
                parsed.GetValue(severity),
                parsed.GetValue(largest),
                parsed.GetValue(step),
                parsed.GetValue(threads),
                parsed.GetRequiredValue(folder));
            await request.WriteAsync(parsed.InvocationConfiguration.Output, cancellation).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;

        static Option<int> Number(string name, string description, int least, int most, int otherwise)
        {
            var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise };
            option.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int>() is var value && (value < least || value > most)) result.AddError($"{name} must lie in {least} to {most}.");
            });
            return option;
        }
    }
}
