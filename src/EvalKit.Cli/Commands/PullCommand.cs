using System.CommandLine;
using EvalKit.Cli.Downloads;
using EvalKit.Cli.Runs;
using EvalKit.Cli.Terminal;
using EvalKit.Core.Errors;
using EvalKit.Reporting.Figures;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit pull</c>: downloads models with all that belongs to them. No other command touches the network.</summary>
internal static class PullCommand
{
    public static Command Create(TimeProvider time)
    {
        var references = new Argument<string[]>("REF") { Description = "hf:ORG/REPO[@REVISION]/PATH or https://HOST/PATH; without one, every file of the lock file.", Arity = ArgumentArity.ZeroOrMore };
        var folder = new Option<string>("--out") { Description = "The folder of the models, which holds evalkit.lock.json too.", HelpName = "DIR", DefaultValueFactory = _ => "models" };
        var alone = new Option<bool>("--no-companions") { Description = "Only the files named: no external data, no configuration, no tokenizer." };
        var update = new Option<bool>("--update") { Description = "Takes what is there now, even where the lock file says otherwise." };
        var hub = new Option<string?>("--hub") { Description = "The hub's address; by default HF_ENDPOINT, else https://huggingface.co.", HelpName = "URL" };
        var most = new Option<double>("--max-gb") { Description = "The largest file, in gigabytes.", HelpName = "N", DefaultValueFactory = _ => 20 };
        most.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and < 1e6)) result.AddError("--max-gb must be above 0.");
        });
        var command = new Command(
            "pull",
            "Downloads models with their companions (external data, configuration, tokenizer), goes on after interruptions, and keeps their hashes in a lock file. HF_TOKEN is sent to the hub alone.\n\nExample:\n  evalkit pull hf:onnx-community/mobilenet_v2_1.0_224/onnx/model.onnx")
        {
            references, folder, alone, update, hub, most,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            Hub.Of(parsed.GetValue(hub), Environment.GetEnvironmentVariable),
            parsed.GetValue(references) ?? [],
            new PullSettings(parsed.GetRequiredValue(folder), !parsed.GetValue(alone), parsed.GetValue(update)),
            new PullLimits((long)(parsed.GetValue(most) * PullLimits.Gigabyte), PullLimits.UsualIdle, PullLimits.FreeBytesOf),
            time,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        Hub hub, string[] references, PullSettings settings, PullLimits limits, TimeProvider time, CancellationToken cancellation)
    {
        using var view = new PullView(Console.Error, time, isLive: !Console.IsErrorRedirected && !TerminalConsole.IsPlainWanted);
        using var web = new WebAccess(hub, time, limits);
        var retries = new Retries(time, view);
        var pull = new Pull(hub, web, retries, new Download(web, retries, limits, view), settings);
        var reader = new ReferenceReader(hub);
        var wanted = references.Select(reader.Read).ToList();
        if (wanted.Count == 0)
        {
            return await TryAsync(view, async () => Print(await pull.RestoreAsync(cancellation).ConfigureAwait(false))).ConfigureAwait(false);
        }

        var codes = new List<int>();
        foreach (var reference in wanted)
        {
            codes.Add(await TryAsync(view, async () =>
            {
                var files = await pull.RunAsync(reference, cancellation).ConfigureAwait(false);
                Print(files);
                if (files[0].IsModel) Console.Out.WriteLine("next: " + CommandLine.Typed(["evalkit", "init", files[0].Path, "--data", "PATH", "--out", "eval.yaml"]));
            }).ConfigureAwait(false));
        }

        return codes.Contains(ExitCodes.Failed) ? ExitCodes.Failed : codes.Max();
    }

    // One reference that fails must not keep the others from coming.
    private static async Task<int> TryAsync(PullView view, Func<Task> pull)
    {
        try
        {
            await pull().ConfigureAwait(false);
            return ExitCodes.Done;
        }
        catch (Exception problem) when (problem is UserException or TransientException)
        {
            view.Say(problem.Message);
            return problem is TransientException or RetryException ? ExitCodes.Retry : ExitCodes.Failed;
        }
    }

    private static void Print(IReadOnlyList<PulledFile> files)
    {
        var width = files.Max(file => file.Path.Length);
        foreach (var file in files)
            Console.Out.WriteLine($"{file.Path.PadRight(width)}  {Humanised.Bytes(file.Bytes),8}  sha256 {file.Sha256}  {(file.IsNew ? "received" : "was there")}");
    }
}
