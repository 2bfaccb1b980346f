using System.CommandLine;
using EvalKit.Cli.Runs;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit init</c>: writes a configuration guessed from models and data, and says what it guessed and why.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var models = new Argument<string[]>("MODEL") { Description = "ONNX files.", Arity = ArgumentArity.OneOrMore };
        var data = new Option<string?>("--data") { Description = "A folder with a folder a class, or an IDX file of pictures or its folder.", HelpName = "PATH" };
        var file = new Option<string?>("--out") { Description = "The file; by default standard output, with paths relative to the current folder.", HelpName = "FILE" };
        var command = new Command("init", "Writes a commented configuration guessed from models and data.\n\nExample:\n  evalkit init models/*.onnx --data pictures --out eval.yaml") { models, data, file };
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetValue(file) is { } given ? Path.GetFullPath(given) : null;
            var folder = path is null ? Environment.CurrentDirectory : Path.GetDirectoryName(path)!;
            var text = FirstConfig.Write(parsed.GetRequiredValue(models), parsed.GetValue(data), folder);
            if (path is null)
            {
                Console.Out.Write(text);
                return ExitCodes.Done;
            }

            await AtomicFile.WriteAsync(path, (stream, token) => stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), token).AsTask(), cancellation).ConfigureAwait(false);
            Console.Error.WriteLine($"{path}: written; read its comments, then: evalkit run {parsed.GetValue(file)}");
            return ExitCodes.Done;
        });
        return command;
    }
}
