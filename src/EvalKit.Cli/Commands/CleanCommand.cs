using System.CommandLine;
using EvalKit.Cli.Terminal;
using EvalKit.Core.Planning;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit clean</c>: what a run's folder holds, and removing what its plan does not need.</summary>
internal static class CleanCommand
{
    public static Command Create(TimeProvider time)
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder." };
        var remove = new Option<bool>("--remove") { Description = "Removes what the plan does not need." };
        var command = new Command(
            "clean",
            "Tells what a run's folder holds: units of the plan, units that it does not need (of models, data or settings of earlier runs), failures, and what killed processes left.\n\nExample:\n  evalkit clean runs/fashion --remove")
        {
            run, remove,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = parsed.GetRequiredValue(run);
            var plan = await PlanFile.ReadAsync(folder, cancellation).ConfigureAwait(false);
            var isRemoved = parsed.GetValue(remove);
            using var alone = isRemoved ? RunLock.Alone(folder, "evalkit clean", time) : null;
            var contents = StoreContents.Of(plan, new RunStore(folder));
            // A deleted file has no length any more.
            var text = ContentsView.Render(contents, folder, isRemoved);
            if (isRemoved)
                foreach (var file in contents.Removable) file.Delete();
            Console.Out.Write(text);
            return ExitCodes.Done;
        });
        return command;
    }
}
