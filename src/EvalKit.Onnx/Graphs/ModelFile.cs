using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs.Checks;
using EvalKit.Onnx.Graphs.Schema;
using Google.Protobuf;

namespace EvalKit.Onnx.Graphs;

/// <summary>An ONNX file that was read: its graph, and the files that hold its larger tensors.</summary>
/// <param name="Path">The file, as the caller named it.</param>
/// <param name="Model">The file's content, its own functions inlined.</param>
/// <param name="ExternalFiles">Full paths of the files with external data, in ordinal order.</param>
internal sealed record ModelFile(string Path, ModelProto Model, IReadOnlyList<string> ExternalFiles)
{
    /// <summary>The folder of the file, in which its external data must lie.</summary>
    public string Folder => FolderOf(Path);

    /// <summary>The size of the file and of its external data.</summary>
    public long Bytes => ExternalFiles.Prepend(Path).Sum(file => new FileInfo(file).Length);

    /// <summary>The version of the default operator set, 0 where the file imports none.</summary>
    public int Opset => (int)(Model.OpsetImport.FirstOrDefault(set => OperatorName.IsDefault(set.Domain))?.Version ?? 0);

    /// <summary>The inputs that a caller must give. Up to version 3 of the format initialisers are among the graph's.</summary>
    public IEnumerable<ValueInfoProto> Inputs
    {
        get
        {
            var given = Model.Graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
            return Model.Graph.Input.Where(input => !given.Contains(input.Name));
        }
    }

    /// <summary>The value of a key of the file's own metadata, or null.</summary>
    public string? Metadata(string key) =>
        Model.MetadataProps.FirstOrDefault(entry => entry.Key == key)?.Value;

    /// <summary>Reads a file, and checks that it agrees with itself and where its external data lies. Does not run it.</summary>
    /// <exception cref="UserException">The file is missing, damaged or no ONNX file, contradicts itself, or its external data is missing or outside its folder.</exception>
    public static ModelFile Read(string path)
    {
        if (!File.Exists(path)) throw Missing(path);
        var model = Parse(path);
        if (model.Graph is null) throw new UserException($"{path}: the file has no graph, so it is no ONNX model{FileKind.Hint(path)}");
        ModelCheck.Apply(path, model);
        var external = ExternalData.Find(path, FolderOf(path), model);
        FunctionInlining.Apply(path, model);
        return new ModelFile(path, model, external);
    }

    /// <summary>Reads the file alone, not what it names.</summary>
    internal static ModelProto Parse(string path)
    {
        try
        {
            using var stream = BoundedFile.Open(path);
            if (stream.Length > int.MaxValue) throw new UserException($"{path}: the file has {stream.Length} bytes; an ONNX file has at most {int.MaxValue}, and larger models keep their tensors in files beside it");
            if (FileKind.Foreign(stream) is { } kind) throw new UserException($"{path}: not an ONNX file: it is {kind}");
            new MessageCount(path).Check(stream);
            return ModelProto.Parser.ParseFrom(stream);
        }
        catch (InvalidProtocolBufferException error) when (error.Message.Contains("nest", StringComparison.Ordinal))
        {
            throw new UserException($"{path}: the file nests graphs, types or texts deeper than any reader of ONNX follows (100 levels)", error);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new UserException($"{path}: the file does not read as ONNX ({new FileInfo(path).Length} bytes): it was cut short or damaged, or is something else{FileKind.Hint(path)}", error);
        }
    }

    private static UserException Missing(string path)
    {
        if (Directory.Exists(path)) return new UserException($"{path}: this is a folder; name a model in it, such as {System.IO.Path.Combine(path, "*.onnx")}");
        var folder = FolderOf(path);
        if (!Directory.Exists(folder)) return new UserException($"{path}: no such model: there is no folder {folder}");
        var names = Directory.EnumerateFiles(folder).Select(file => System.IO.Path.GetFileName(file)!).Order(StringComparer.Ordinal);
        return new UserException($"{path}: no such model" + (NearestName.Of(System.IO.Path.GetFileName(path), names) is { } nearest ? $"; did you mean '{nearest}'?" : ""));
    }

    private static string FolderOf(string path) => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
}
