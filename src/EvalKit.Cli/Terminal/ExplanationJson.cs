using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EvalKit.Cli.Runs;

namespace EvalKit.Cli.Terminal;

/// <summary>Explanations as a versioned JSON document; docs/explain.md describes it.</summary>
/// <param name="model">The model's file.</param>
/// <param name="plan">How pictures were explained.</param>
/// <param name="explained">The names of classes and scores.</param>
/// <param name="files">Where files are.</param>
internal sealed class ExplanationJson(string model, ExplanationPlan plan, ExplainedClass explained, ExplanationFiles files)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>Renders all pictures.</summary>
    public string Render(IEnumerable<PictureExplanation> explanations) => JsonSerializer.Serialize(
        new
        {
            Schema = 1,
            Model = model,
            Output = explained.Score,
            plan.Seed,
            Explanations = explanations.Select(one => new
            {
                one.Picture.Input,
                Class = one.Target,
                ClassName = explained.Name(one.Target),
                explained.Versus,
                one.Predicted,
                Score = Finite(one.Score),
                Page = Path.Combine(files.Root, ExplanationFiles.Page).Replace('\\', '/'),
                Sheet = At(one, ExplanationFiles.Sheet),
                Methods = one.Methods.Select(method => new
                {
                    method.Method.Name,
                    method.Method.Kind,
                    Explains = explained.ScoreOf(method.Method.Method),
                    Parameters = JsonNode.Parse(method.Method.Parameters),
                    Figures = Figures(method),
                    Missing = plan.Metrics.Zip(method.Reasons).Where(one => one.Second is not null).ToDictionary(one => one.First.Name, one => one.Second, StringComparer.Ordinal),
                    Map = At(one, ExplanationFiles.Map(method)),
                    Array = At(one, ExplanationFiles.Numbers(method)),
                }),
            }),
        },
        Options) + "\n";

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private string At(PictureExplanation explanation, string file) => Path.Combine(files.Folder(explanation), file).Replace('\\', '/');

    // A metric's first value is the figure itself; its parts stand behind its name.
    private Dictionary<string, double?> Figures(MethodExplanation method)
    {
        var figures = new Dictionary<string, double?>(StringComparer.Ordinal);
        foreach (var (metric, values) in plan.Metrics.Zip(method.Figures))
            foreach (var (column, index) in metric.Method.Columns(plan.Names, method.Method.Name).Select((column, index) => (column, index)))
                figures.Add(index == 0 ? metric.Name : $"{metric.Name}/{column}", Finite(values[index]));
        return figures;
    }
}
