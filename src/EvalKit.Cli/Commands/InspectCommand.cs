using System.CommandLine;
using System.Text.Json;
using EvalKit.Cli.Runs;
using EvalKit.Cli.Terminal;
using EvalKit.Core.Configuration;
using EvalKit.Core.Execution;
using EvalKit.Core.Models;
using EvalKit.Core.Plugins;
using EvalKit.Onnx.Differentiation;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Inference;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit inspect</c>: what model files say of themselves; needs no data.</summary>
internal static class InspectCommand
{
    private static readonly string[] Formats = ["table", "json"];

    public static Command Create(PluginCatalog catalog, ModelWatch watch)
    {
        var models = new Argument<string[]>("MODEL") { Description = "ONNX files.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format") { Description = "table or json.", DefaultValueFactory = _ => Formats[0] };
        format.AcceptOnlyFromAmong(Formats);
        var differentiate = new Option<bool>("--differentiate") { Description = "Compile the gradient too, compare it with the slope of the scores, and time it (table only)." };
        var set = new Option<string[]>("--set") { Description = "Limits the process that opens the models: limits.time=30s, limits.memory=2GB.", HelpName = "limits.KEY=VALUE", AllowMultipleArgumentsPerToken = true };
        var command = new ModelCommand(
            "inspect",
            "Shows a model's inputs, outputs, parameters, bytes, MACs and operators, and whether it has a gradient.\n\nExample:\n  evalkit inspect models/fashion/resnet.onnx --differentiate",
            parsed => new(CommandLimits.Of(parsed.GetValue(set) ?? [], null, catalog), parsed.GetRequiredValue(models).Sum(Opening.BytesOf)))
        {
            models, format, differentiate, set,
        };
        command.SetWork((parsed, _) =>
        {
            var facts = parsed.GetRequiredValue(models).Select(Inspected).ToArray();
            parsed.InvocationConfiguration.Output.Write(parsed.GetValue(format) == "json"
                ? JsonSerializer.Serialize(facts, WireJson.Indented) + "\n"
                : string.Join('\n', facts.Select(model => InspectView.Render(model, Understood(model), Tried(model, parsed.GetValue(differentiate))))));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;

        ModelFacts Inspected(string path)
        {
            watch.Begin(path);
            return OnnxInspector.Inspect(path);
        }

        (DifferentiationFacts Facts, GradientTrial? Trial) Tried(ModelFacts model, bool isTried)
        {
            watch.Begin(model.Path);
            return Gradient(model, isTried);
        }
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
