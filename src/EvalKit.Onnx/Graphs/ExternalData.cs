using System.Globalization;
using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs.Checks;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Graphs;

/// <summary>Where tensors that lie outside the model's file are found. What points out of the model's folder is refused.</summary>
internal static class ExternalData
{
    private const int LongestLocation = 1024;

    // The runtime's own mark of a tensor in memory, whose offset it takes for an address.
    private const string MemoryMark = "_ORT_MEM_ADDR_";

    /// <summary>Finds the files with external data and checks that each tensor lies whole in its file and fills its place.</summary>
    /// <param name="path">The model's file, for messages.</param>
    /// <param name="folder">The folder in which the data must lie.</param>
    /// <param name="model">The model.</param>
    /// <returns>Full paths, in ordinal order.</returns>
    /// <exception cref="UserException">A file is missing, too short, or outside the folder, or what is said of it contradicts the tensor.</exception>
    public static IReadOnlyList<string> Find(string path, string folder, ModelProto model)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        var sizes = new TensorCheck(path);
        foreach (var tensor in GraphWalk.Tensors(model).Where(IsExternal))
        {
            var bytes = TensorSize.Bytes(tensor.DataType, sizes.CountOf(tensor)) ?? throw Refusal(path, tensor, "is of text, which cannot lie in another file");
            if (tensor.ExternalData.GroupBy(entry => entry.Key, StringComparer.Ordinal).FirstOrDefault(entries => entries.Count() > 1) is { } twice)
                throw Refusal(path, tensor, $"says the {twice.Key} of its external data twice");
            var file = Locate(path, folder, tensor);
            if (Number(path, tensor, "length") is { } said && said != bytes)
                throw Refusal(path, tensor, $"has {said} bytes of external data, but its type and dimensions need {bytes}");
            var end = (Number(path, tensor, "offset") ?? 0) + bytes;
            var length = new FileInfo(file).Length;
            if (end > length)
                throw Refusal(path, tensor, $"ends at byte {end} of '{Entry(tensor, "location")}', which has only {length}: the file was cut short (or is a pipe or device, which is not read)");
            files.Add(file);
        }

        return [.. files];
    }

    /// <summary>Whether a tensor's numbers lie in a file of their own.</summary>
    public static bool IsExternal(TensorProto tensor) => tensor.DataLocation == TensorProto.Types.DataLocation.External;

    /// <summary>What tells one stored tensor from another: the same place twice is one tensor under two names.</summary>
    public static string PlaceOf(TensorProto tensor) =>
        $"{Entry(tensor, "location")}@{Entry(tensor, "offset") ?? "0"}+{Entry(tensor, "length")}";

    /// <summary>The file that a tensor says its numbers lie in, or null where it says none.</summary>
    public static string? LocationOf(TensorProto tensor) => Entry(tensor, "location");

    private static string Locate(string path, string folder, TensorProto tensor)
    {
        var location = LocationOf(tensor) ?? throw Refusal(path, tensor, "has external data but does not say in which file");
        var segments = location.Split('/', '\\');
        if (Path.IsPathRooted(location) || segments.Contains("..") || location.Contains(MemoryMark, StringComparison.Ordinal))
            throw Refusal(path, tensor, $"has its data in '{location}', outside the model's folder; refused");
        if (location.Length > LongestLocation || location.Any(char.IsControl)) throw Refusal(path, tensor, $"has its data in '{location}', which is no name of a file");
        var at = folder;
        foreach (var segment in segments)
        {
            at = Path.Combine(at, segment);
            if (new FileInfo(at).LinkTarget is not null)
                throw Refusal(path, tensor, $"has its data in '{location}', which is a symbolic link and may lead outside the model's folder; refused (put the file itself there)");
            if (!Path.Exists(at)) throw Missing(path, folder, location);
        }

        return File.Exists(at) ? at : throw Refusal(path, tensor, $"has its data in '{location}', which is a folder");
    }

    private static UserException Refusal(string path, TensorProto tensor, string problem) => new($"{path}: tensor '{tensor.Name}' {problem}");

    private static UserException Missing(string path, string folder, string location)
    {
        var others = Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);
        return new UserException($"{path}: its external data '{location}' is missing; it must lie beside the model"
            + (NearestName.Of(Path.GetFileName(location), others) is { } nearest ? $"; is it '{nearest}'?" : ""));
    }

    private static Int128? Number(string path, TensorProto tensor, string key) => Entry(tensor, key) switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) => value,
        var text => throw Refusal(path, tensor, $"has external data whose {key} is '{text}'; allowed: a whole number from 0"),
    };

    private static string? Entry(TensorProto tensor, string key) => tensor.ExternalData.FirstOrDefault(entry => entry.Key == key)?.Value;
}
