using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Graphs;

/// <summary>Where tensors that lie outside the model's file are found. What points out of the model's folder is refused.</summary>
internal static class ExternalData
{
    /// <summary>Finds the files with external data and checks that each tensor lies whole in its file.</summary>
    /// <param name="path">The model's file, for messages.</param>
    /// <param name="folder">The folder in which the data must lie.</param>
    /// <param name="model">The model.</param>
    /// <returns>Full paths, in ordinal order.</returns>
    /// <exception cref="UserException">A file is missing, too short, or outside the folder.</exception>
    public static IReadOnlyList<string> Find(string path, string folder, ModelProto model)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var tensor in GraphWalk.Tensors(model).Where(IsExternal))
        {
            var file = Locate(path, folder, tensor);
            var end = Number(path, tensor, "offset") + Number(path, tensor, "length");
            var length = new FileInfo(file).Length;
            if (end > length)
                throw new UserException($"{path}: tensor '{tensor.Name}' ends at byte {end} of '{Entry(tensor, "location")}', which has only {length}: the file was cut short");
            files.Add(file);
        }

        return [.. files];
    }

    /// <summary>Whether a tensor's numbers lie in a file of their own.</summary>
    public static bool IsExternal(TensorProto tensor) => tensor.DataLocation == TensorProto.Types.DataLocation.External;

    /// <summary>What tells one stored tensor from another: the same place twice is one tensor under two names.</summary>
    public static string PlaceOf(TensorProto tensor) =>
        $"{Entry(tensor, "location")}@{Entry(tensor, "offset") ?? "0"}+{Entry(tensor, "length")}";

    private static string Locate(string path, string folder, TensorProto tensor)
    {
        var location = Entry(tensor, "location") ?? throw new UserException($"{path}: tensor '{tensor.Name}' has external data but does not say in which file");
        var segments = location.Split('/', '\\');
        if (Path.IsPathRooted(location) || segments.Contains(".."))
            throw new UserException($"{path}: tensor '{tensor.Name}' has its data in '{location}', outside the model's folder; refused");
        var at = folder;
        foreach (var segment in segments)
        {
            at = Path.Combine(at, segment);
            if (!Path.Exists(at)) throw Missing(path, folder, location);
            if (new FileInfo(at).LinkTarget is not null)
                throw new UserException($"{path}: tensor '{tensor.Name}' has its data in '{location}', which is a symbolic link and may lead outside the model's folder; refused (put the file itself there)");
        }

        return at;
    }

    private static UserException Missing(string path, string folder, string location)
    {
        var others = Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);
        return new UserException($"{path}: its external data '{location}' is missing; it must lie beside the model"
            + (NearestName.Of(Path.GetFileName(location), others) is { } nearest ? $"; is it '{nearest}'?" : ""));
    }

    private static long Number(string path, TensorProto tensor, string key) => Entry(tensor, key) switch
    {
        null => 0,
        var text when long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value) => value,
        var text => throw new UserException($"{path}: the {key} of the external data of tensor '{tensor.Name}' is '{text}', no number"),
    };

    private static string? Entry(TensorProto tensor, string key) => tensor.ExternalData.FirstOrDefault(entry => entry.Key == key)?.Value;
}
