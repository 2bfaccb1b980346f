using EvalKit.Core.Errors;

namespace EvalKit.Onnx.Graphs;

/// <summary>Which further files a model needs, before they are there.</summary>
public static class ExternalFileNames
{
    /// <summary>Reads the names from a model's file alone.</summary>
    /// <param name="path">The file.</param>
    /// <returns>
    /// The names as the model writes them, relative to its folder, without <c>./</c> at the start, in ordinal order. They are not
    /// checked: a stranger's model may write anything here.
    /// </returns>
    /// <exception cref="UserException">The file is missing, damaged or no ONNX model.</exception>
    public static IReadOnlyList<string> Of(string path)
    {
        var model = ModelFile.Parse(path);
        if (model.Graph is null) throw new UserException($"{path}: the file has no graph, so it is no ONNX model");
        return
        [
            .. GraphWalk.Tensors(model)
                .Where(ExternalData.IsExternal)
                .Select(ExternalData.LocationOf)
                .OfType<string>()
                .Select(name => name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }
}
