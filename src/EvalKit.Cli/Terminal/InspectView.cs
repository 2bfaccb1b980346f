using System.Globalization;
using System.Text;
using EvalKit.Core.Models;
using EvalKit.Onnx.Inference;

namespace EvalKit.Cli.Terminal;

/// <summary>What <c>evalkit inspect</c> prints of one model.</summary>
internal static class InspectView
{
    /// <summary>Renders the facts; <paramref name="input"/> is null where the model takes no pictures.</summary>
    public static string Render(ModelFacts model, InputResolution? input)
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
        if (input is null) return Line("  pictures", "no input that EvalKit can feed with pictures").ToString();
        foreach (var setting in input.Settings) Line($"  {setting.Key}", $"{setting.Value}  ({setting.Origin})");
        foreach (var question in input.Questions) Line($"  {question.Key}", $"not known: {question.Why}");
        return text.ToString();

        StringBuilder Line(string name, string value) => text.Append($"{name,-18} {value}".TrimEnd()).Append('\n');
    }

    private static string Describe(TensorFacts tensor) => $"{tensor.Name}  {tensor.ElementType} [{string.Join(", ", tensor.Dimensions)}]";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
