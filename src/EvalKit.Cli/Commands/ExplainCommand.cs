using System.CommandLine;
using System.Globalization;
using EvalKit.Cli.Runs;
using EvalKit.Cli.Terminal;
using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Plugins;
using EvalKit.Onnx.Inference;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit explain</c>: shows what a model looked at in single pictures, and how good that explanation is.</summary>
internal static class ExplainCommand
{
    private static readonly string[] Formats = ["table", "json"];
    private static readonly string[] Outputs = ["probability", "logit"];

    public static Command Create(PluginCatalog catalog, ModelWatch watch)
    {
        var model = new Argument<string>("MODEL") { Description = "An ONNX file." };
        var inputs = new Option<string[]>("--input") { Description = NamedPictures.Description, HelpName = "FILE", Required = true, AllowMultipleArgumentsPerToken = true };
        var methods = Kinds<IAttributionMethod>("--method", "Attribution methods, as 'evalkit list attributions' names them; by default occlusion and rise.");
        var metrics = Kinds<IExplanationMetric>("--metric", "Figures of an explanation's quality, as 'evalkit list explanation-metrics' names them; by default the quick ones.");
        var substrates = Kinds<ISubstrate>("--substrate", "What relevance-gain puts in the place of removed pixels; by default mean, blur and noisy-imputation.");
        var target = new Option<string>("--target") { Description = "The class explained: predicted, or its number from 0.", HelpName = "CLASS" };
        target.Validators.Add(result =>
        {
            if (TargetOf(result.GetValueOrDefault<string>()) is null) result.AddError("--target must be 'predicted' or the number of a class, from 0.");
        });
        var versus = new Option<int?>("--versus") { Description = "Explains why the class is not this one: the difference of both logits.", HelpName = "CLASS" };
        versus.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 0) result.AddError("--versus must be the number of a class, from 0.");
        });
        var references = new Option<string[]>("--references") { Description = "Pictures that expected-gradients compares with, named as inputs are: images.gz#100-199.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var output = new Option<string>("--output") { Description = "The number of that class that is explained: probability or logit; by default what each method is made for.", HelpName = "NUMBER" };
        output.AcceptOnlyFromAmong(Outputs);
        var config = new Option<string?>("--config") { Description = "A configuration that says what this command line does not: input, output, interpretability and seed.", HelpName = "FILE" };
        var set = new Option<string[]>("--set") { Description = "Says how the input is made (input.scale=0.0039), changes a method (rise.masks=2000), or limits the process that runs the model (limits.time=30s).", HelpName = "SECTION.KEY=VALUE", AllowMultipleArgumentsPerToken = true };
        var seed = new Option<ulong?>("--seed") { Description = "The seed of all random streams; by default 0.", HelpName = "N" };
        var folder = new Option<string?>("--out") { Description = "The folder, in which each picture gets one; by default explanations/MODEL.", HelpName = "DIR" };
        var format = new Option<string>("--format") { Description = "What is printed: table or json.", DefaultValueFactory = _ => Formats[0] };
        format.AcceptOnlyFromAmong(Formats);
        var command = new ModelCommand(
            "explain",
            "Draws which pixels count for a model's answer, keeps the numbers, and measures how good that explanation is.\n\nExample:\n  evalkit explain models/fashion/resnet.onnx --input shoe.png --method occlusion rise",
            parsed => new(
                CommandLimits.Of([.. (parsed.GetValue(set) ?? []).Where(CommandLimits.IsLimit)], parsed.GetValue(config) is { } file ? ConfigReader.Read(file, [], catalog).Limits : null, catalog),
                Opening.BytesOf(parsed.GetRequiredValue(model))))
        {
            model, inputs, methods, metrics, substrates, target, versus, references, output, config, set, seed, folder, format,
        };
        command.SetWork((parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(model);
            var request = new ExplainRequest(
                path,
                parsed.GetValue(config),
                parsed.GetValue(methods) ?? [],
                parsed.GetValue(metrics) ?? [],
                parsed.GetValue(substrates) ?? [],
                parsed.GetValue(set) ?? [],
                TargetOf(parsed.GetValue(target)),
                parsed.GetValue(versus),
                parsed.GetValue(references) ?? [],
                parsed.GetValue(output) switch { null => null, "logit" => ExplainedOutput.Logit, _ => ExplainedOutput.Probability },
                parsed.GetValue(seed));
            var root = parsed.GetValue(folder) ?? Path.Combine("explanations", Path.GetFileNameWithoutExtension(path));
            return RunAsync(catalog, watch, request, parsed.GetRequiredValue(inputs), root, parsed.GetValue(format) == "json", parsed.InvocationConfiguration, cancellation);
        });
        return command;

        Option<string[]> Kinds<T>(string name, string description)
            where T : class, IPlugin
        {
            var option = new Option<string[]>(name) { Description = description, HelpName = "KIND", AllowMultipleArgumentsPerToken = true };
            option.CompletionSources.Add([.. catalog.Kinds<T>()]);
            return option;
        }
    }

    private static async Task<int> RunAsync(
        PluginCatalog catalog, ModelWatch watch, ExplainRequest request, IReadOnlyList<string> inputs, string root, bool json, InvocationConfiguration streams, CancellationToken cancellation)
    {
        var output = streams.Output;
        var plan = ExplanationPlan.Of(request, catalog);
        var pictures = NamedPictures.Load(inputs);
        watch.Begin(request.Model);
        using var model = OnnxModel.Open(request.Model, plan.Input, plan.Output, pictures[0].Shape, activity: watch.Activity);
        plan = Able(plan, model, streams.Error);
        var explainer = new PictureExplainer(model, plan);
        var explained = new ExplainedClass(model.ClassNames, plan, model.Signature.Scores);
        var files = new ExplanationFiles(root, model.Signature.Input, plan.Metrics, explained);
        var explanations = new List<PictureExplanation>();
        foreach (var picture in pictures)
        {
            var explanation = await explainer.ExplainAsync(picture, cancellation).ConfigureAwait(false);
            files.Add(explanation);
            // A person waits: what is ready is shown at once.
            if (!json) output.Write((explanations.Count > 0 ? "\n" : "") + ExplanationView.Render(explanation, plan.Metrics, explained, files.Folder(explanation)));
            explanations.Add(explanation);
        }

        await files.WriteAsync(request.Model, cancellation).ConfigureAwait(false);
        if (json) output.Write(new ExplanationJson(request.Model, plan, explained, files).Render(explanations));
        return ExitCodes.Done;
    }

    // Methods that cannot explain the model are told, and the others go on.
    private static ExplanationPlan Able(ExplanationPlan plan, OnnxModel model, TextWriter error)
    {
        var refused = plan.Methods.Select(method => (Method: method, Why: method.Method.Refusal(model))).Where(method => method.Why is not null).ToList();
        var told = refused.Select(one => $"{one.Method.Name} cannot explain {model.Path}: {one.Why}").ToList();
        if (refused.Count == plan.Methods.Count) throw new UserException(string.Join("\n", told));
        foreach (var line in told) error.WriteLine($"evalkit: {line}");
        return plan with { Methods = [.. plan.Methods.Except(refused.Select(one => one.Method))] };
    }

    private static ExplanationTarget? TargetOf(string? text) => text switch
    {
        "predicted" => new ExplanationTarget(ExplanationTargetKind.Predicted),
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => new ExplanationTarget(ExplanationTargetKind.Class, number),
        _ => null,
    };
}
