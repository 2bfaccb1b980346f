using System.CommandLine;
using System.Text.Json;
using EvalKit.Cli.Terminal;
using EvalKit.Core.Configuration;
using EvalKit.Core.Execution;
using EvalKit.Core.Models;
using EvalKit.Onnx.Differentiation;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Inference;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit inspect</c>: what model files say of themselves; needs no data.</summary>
internal static class InspectCommand
{
    private static readonly string[] Formats = ["table", "json"];

    public static Command Create()
    {
        var models = new Argument<string[]>("MODEL") { Description = "ONNX files.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format") { Description = "table or json.", DefaultValueFactory = _ => Formats[0] };
        format.AcceptOnlyFromAmong(Formats);
        var differentiate = new Option<bool>("--differentiate") { Description = "Compile the gradient too, compare it with the slope of the scores, and time it (table only)." };
        var command = new Command("inspect", "Shows a model's inputs, outputs, parameters, bytes, MACs and operators, and whether it has a gradient.\n\nExample:\n  evalkit inspect models/fashion/resnet.onnx --differentiate") { models, format, differentiate };
        command.SetAction(parsed =>
        {
            var facts = parsed.GetRequiredValue(models).Select(path => OnnxInspector.Inspect(path)).ToArray();
            Console.Out.Write(parsed.GetValue(format) == "json"
                ? JsonSerializer.Serialize(facts, WireJson.Indented) + "\n"
                : string.Join('\n', facts.Select(model => InspectView.Render(model, Understood(model), Gradient(model, parsed.GetValue(differentiate))))));
            return ExitCodes.Done;
        });
        return command;
    }

    private static (DifferentiationFacts Facts, GradientTrial? Trial) Gradient(ModelFacts model, bool isTried)
    {
        var facts = DifferentiationFacts.Of(model.Path);
        return (facts, isTried && facts.Refusal is null ? GradientTrial.Of(model.Path, facts) : null);
    }

    private static InputResolution? Understood(ModelFacts model)
    {
        try
        {
            return OnnxModel.Resolve(model.Path, new InputConfig());
        }
        catch (Core.Errors.UserException)
        {
            // Any ONNX file can be inspected; that it takes no pictures is no mistake here.
            return null;
        }
    }
}
