using System.Text;
using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Onnx.Inference;

namespace EvalKit.Cli.Runs;

/// <summary>Writes a first configuration for models and data. What nothing tells is left for the user, and said.</summary>
internal static class FirstConfig
{
    /// <summary>Writes the configuration.</summary>
    /// <param name="models">The models' files, relative to the current folder.</param>
    /// <param name="data">The data, likewise; null where the user will fill it in.</param>
    /// <param name="folder">The folder that the configuration's paths start from.</param>
    /// <exception cref="UserException">A model cannot be read, or the data are not of a known kind.</exception>
    public static string Write(IReadOnlyList<string> models, string? data, string folder)
    {
        var source = data is null ? null : GuessedData.Of(data, folder);
        var inputs = models.Select(model => OnnxModel.Resolve(model, new InputConfig(), source?.Stored)).ToArray();
        var text = new StringBuilder();
        text.Append("# yaml-language-server: $schema=evalkit.schema.json\n");
        text.Append("# Written by 'evalkit init'. Every guess says where it comes from; lines that begin with '# ?' want an answer.\n");
        text.Append($"name: {Name(models)}\ntask: image-classification\nmodels:\n");
        foreach (var input in inputs)
        {
            text.Append($"  - path: {Quote(Path.GetRelativePath(folder, Path.GetFullPath(input.Path)).Replace('\\', '/'))}   # {input.Tensor}\n");
            text.Append(inputs.Length > 1 && !Alike(inputs) ? Input(input, "    ") : "");
        }

        text.Append(source?.Yaml ?? "data:\n  # ? kind: image-folder, with path: a folder that holds a folder a class\n");
        text.Append(inputs.Length == 1 || Alike(inputs) ? Input(inputs[0], "") : "");
        text.Append("robustness:\n  samples: 1000\n  perturbations: [gaussian-noise, shot-noise, impulse-noise, gaussian-blur, brightness, contrast, pixelate, jpeg]\n");
        text.Append("interpretability:\n  samples: 250   # ranking needs about 200 that every model classifies correctly\n  attributions: [occlusion, rise]\n");
        text.Append("# gates:\n#   - { metric: performance/accuracy, min: 0.9 }\nseed: 0\n");
        return text.ToString();
    }

    private static string Input(InputResolution input, string indent)
    {
        var text = new StringBuilder($"{indent}input:\n");
        foreach (var setting in input.Settings) text.Append($"{indent}  {Key(setting.Key)}: {setting.Value}   # from {setting.Origin}\n");
        foreach (var question in input.Questions) text.Append($"{indent}  # ? {question.Example}\n{indent}  #   ({question.Why})\n");
        return text.ToString();
    }

    private static bool Alike(InputResolution[] inputs) => inputs.All(input => Input(input, "") == Input(inputs[0], ""));

    private static string Key(string key) => key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private static string Name(IReadOnlyList<string> models) =>
        models.Count == 1 ? Path.GetFileNameWithoutExtension(models[0]) : Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(models[0]))) ?? "models";

    private static string Quote(string path) => path.Any(character => character is ' ' or '#' or ':' or '\'' or '"' or '[' or '{') ? $"'{path.Replace("'", "''", StringComparison.Ordinal)}'" : path;
}
