using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs.Schema;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;

namespace EvalKit.Onnx.Graphs.Checks;

/// <summary>
/// Refuses stored tensors whose dimensions, type and content do not agree (ONNX IR specification, section "Tensors"), so that no
/// code behind has to.
/// </summary>
/// <param name="path">The model's file, for messages.</param>
internal sealed class TensorCheck(string path)
{
    // A sparse tensor is tiny in the file, but the runtime unfolds it.
    private const long LargestUnfolded = 1L << 31;

    /// <summary>Checks a tensor; where its content lies in another file, all but that.</summary>
    /// <exception cref="UserException">It contradicts itself.</exception>
    public void Check(TensorProto tensor)
    {
        if (!Enum.IsDefined(tensor.DataType) || tensor.DataType == DataType.Undefined)
            throw Error(tensor, $"has the element type {(int)tensor.DataType}; allowed: 1 to {(int)Enum.GetValues<DataType>().Max()}");
        if (!Enum.IsDefined(tensor.DataLocation))
            throw Error(tensor, $"has its data in the place {(int)tensor.DataLocation}; allowed: 0 (in the file) and 1 (in another file)");
        var count = CountOf(tensor);
        if (ExternalData.IsExternal(tensor)) return;
        if (tensor.HasRawData)
        {
            if (TensorSize.Bytes(tensor.DataType, count) is not { } bytes) throw Error(tensor, "is of text, which cannot be stored as raw bytes");
            if (tensor.RawData.Length != bytes) throw Error(tensor, $"holds {tensor.RawData.Length} bytes, but {Described(tensor)} has {bytes}");
            return;
        }

        var (stored, expected) = Typed(tensor, count);
        if (stored != expected) throw Error(tensor, $"holds {stored} values, but {Described(tensor)} has {expected}");
    }

    /// <summary>Checks the parts of a sparse tensor and what it unfolds to.</summary>
    /// <exception cref="UserException">A part is missing or contradicts itself, or unfolded it is absurdly large.</exception>
    public void Check(SparseTensorProto sparse)
    {
        if (sparse.Values is not { } values || sparse.Indices is null) throw new UserException($"{path}: a sparse tensor lacks its values or their indices");
        var bytes = TensorSize.Count(sparse.Dims) is { } count ? TensorSize.Bytes(values.DataType, count) : null;
        if (bytes is null || bytes > LargestUnfolded)
            throw Error(values, $"is sparse of dimensions {List(sparse.Dims)}; allowed: at most {LargestUnfolded} bytes unfolded");
    }

    /// <summary>The numbers that a tensor's dimensions say.</summary>
    /// <exception cref="UserException">One is negative, or they are too many to count.</exception>
    public long CountOf(TensorProto tensor) => TensorSize.Count(tensor.Dims)
        ?? throw Error(tensor, $"has the dimensions {List(tensor.Dims)}; allowed: none below 0, and a product below 2^63");

    private static (long Stored, Int128 Expected) Typed(TensorProto tensor, long count) => tensor.DataType switch
    {
        DataType.Float => (tensor.FloatData.Count, count),
        DataType.Complex64 => (tensor.FloatData.Count, 2 * (Int128)count),
        DataType.Double => (tensor.DoubleData.Count, count),
        DataType.Complex128 => (tensor.DoubleData.Count, 2 * (Int128)count),
        DataType.Int64 => (tensor.Int64Data.Count, count),
        DataType.Uint32 or DataType.Uint64 => (tensor.Uint64Data.Count, count),
        DataType.String => (tensor.StringData.Count, count),

        // Smaller numbers share a byte, and each byte takes a place.
        _ when TensorSize.Bits(tensor.DataType) < 8 => (tensor.Int32Data.Count, TensorSize.Bytes(tensor.DataType, count)!.Value),
        _ => (tensor.Int32Data.Count, count),
    };

    private static string Described(TensorProto tensor) => $"{ElementTypes.NameOf(tensor.DataType)} {List(tensor.Dims)}";

    private static string List(IEnumerable<long> dimensions) => $"[{string.Join(", ", dimensions)}]";

    private UserException Error(TensorProto tensor, string problem) =>
        new($"{path}: {(tensor.Name.Length > 0 ? $"the stored tensor '{tensor.Name}'" : "a stored tensor without a name")} {problem}");
}
