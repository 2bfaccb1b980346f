using System.Globalization;
using System.Text;
using EvalKit.Core.Models;
using EvalKit.Onnx.Differentiation;
using EvalKit.Onnx.Inference;

namespace EvalKit.Cli.Terminal;

/// <summary>What <c>evalkit inspect</c> prints of one model.</summary>
internal static class InspectView
{
    /// <summary>Renders the facts.</summary>
    /// <param name="model">What the file says.</param>
    /// <param name="input">How pictures become its input; null where it takes none.</param>
    /// <param name="gradient">Whether it differentiates, and a trial of that where it was asked for.</param>
    public static string Render(ModelFacts model, InputResolution? input, (DifferentiationFacts Facts, GradientTrial? Trial) gradient)
    {
        var text = new StringBuilder();
        Line(model.Path, "");
        Line("  sha256", model.Sha256);
        Line("  producer", model.Producer.Length == 0 ? "(not said)" : model.Producer);
        Line("  opset", model.Opset.ToString(CultureInfo.InvariantCulture));
        foreach (var tensor in model.Inputs) Line("  input", Describe(tensor));
        foreach (var tensor in model.Outputs) Line("  output", Describe(tensor));
        Line("  parameters", Number(model.Parameters));
        Line("  bytes", Number(model.Bytes));
        Line("  MACs a sample", Number(model.Macs));
        foreach (var (name, macs) in model.MacsByOperator.OrderByDescending(pair => pair.Value)) Line($"    {name}", Number(macs));
        Line("  activations", Number(model.Activations));
        Line("  operators", string.Join(", ", model.Operators.Select(pair => $"{pair.Key} {pair.Value}")));
        Line("  differentiable", gradient.Facts.Refusal is { } refusal ? $"no: {refusal}" : "yes");
        if (gradient.Trial is { } trial)
        {
            var memory = (gradient.Facts.ActivationBytes / 1e6).ToString("F1", CultureInfo.InvariantCulture);
            Line("    gradient", $"{gradient.Facts.Output} by {gradient.Facts.Wrt}: {gradient.Facts.ForwardNodes} nodes, {gradient.Facts.BackwardNodes} more for the way back, {memory} MB of activations a sample");
            Line("    slope", gradient.Facts.IsQuantized ? "not compared: the model rounds, and its gradient is straight-through" : $"differs by {trial.SlopeDifference.ToString("0.0e+0", CultureInfo.InvariantCulture)} of it from the scores' own, along the gradient");
            Line("    time", $"{Milliseconds(trial.Forward)} forward, {Milliseconds(trial.ForwardAndBackward)} with gradient: {(trial.ForwardAndBackward / trial.Forward).ToString("F2", CultureInfo.InvariantCulture)} times as long (one thread, one sample)");
        }

        if (input is null) return Line("  pictures", "no input that EvalKit can feed with pictures").ToString();
        foreach (var setting in input.Settings) Line($"  {setting.Key}", $"{setting.Value}  ({setting.Origin})");
        foreach (var question in input.Questions) Line($"  {question.Key}", $"not known: {question.Why}");
        return text.ToString();

        StringBuilder Line(string name, string value) => text.Append($"{name,-18} {value}".TrimEnd()).Append('\n');
    }

    private static string Describe(TensorFacts tensor) => $"{tensor.Name}  {tensor.ElementType} [{string.Join(", ", tensor.Dimensions)}]";

    private static string Milliseconds(TimeSpan time) => $"{time.TotalMilliseconds.ToString("G3", CultureInfo.InvariantCulture)} ms";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
