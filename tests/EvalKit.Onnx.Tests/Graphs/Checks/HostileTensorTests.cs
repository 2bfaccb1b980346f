using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Checks;
using EvalKit.Onnx.Graphs.Schema;
using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;

namespace EvalKit.Onnx.Tests.Graphs.Checks;

/// <summary>Stored tensors that contradict themselves.</summary>
public sealed class HostileTensorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("has the dimensions [-2, 2]; allowed: none below 0, and a product below 2^63", -2L, 2L)]
    [InlineData("has the dimensions [4611686018427387904, 4611686018427387904, 4]", 1L << 62, 1L << 62, 4L)]
    [InlineData("holds 16 bytes, but float32 [1099511627776] has 4398046511104", 1L << 40)]
    [InlineData("holds 16 bytes, but float32 [0, 9] has 0", 0L, 9L)]
    [InlineData("holds 16 bytes, but float32 [3] has 12", 3L)]
    [InlineData("holds 16 bytes, but float32 [] has 4")]
    public void Dimensions_that_the_content_does_not_fill_are_refused(string expected, params long[] dimensions) => Refuses(expected, tensor =>
    {
        tensor.Dims.Clear();
        tensor.Dims.Add(dimensions);
    });

    [Fact]
    public void Typed_values_must_be_as_many_too() => Refuses("holds 3 values, but float32 [2, 2] has 4", tensor =>
    {
        tensor.ClearRawData();
        tensor.FloatData.Add([1, 2, 3]);
    });

    [Fact]
    public void A_tensor_without_content_is_refused() => Refuses("holds 0 values, but float32 [2, 2] has 4", tensor => tensor.ClearRawData());

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    public void An_unknown_type_is_refused(int type) => Refuses($"has the element type {type}; allowed: 1 to 26", tensor => tensor.DataType = (DataType)type);

    [Fact]
    public void Text_in_raw_bytes_is_refused() => Refuses("is of text, which cannot be stored as raw bytes", tensor => tensor.DataType = DataType.String);

    [Fact]
    public void An_unknown_place_is_refused() => Refuses("has its data in the place 7; allowed: 0 (in the file) and 1 (in another file)", tensor => tensor.DataLocation = (DataLocation)7);

    [Fact]
    public void A_sparse_tensor_that_unfolds_absurdly_is_refused()
    {
        var builder = TinyModels.Linear();
        var sparse = new SparseTensorProto { Values = ModelBuilder.Tensor("s", [1], 1f), Indices = ModelBuilder.Tensor("", [1], 5L) };
        sparse.Dims.Add([1L << 20, 1L << 20]);
        builder.Model.Graph.SparseInitializer.Add(sparse);
        Assert.Contains("the stored tensor 's' is sparse of dimensions [1048576, 1048576]; allowed: at most 2147483648 bytes unfolded", Refusal(builder), StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_are_counted_without_overflow()
    {
        Assert.Equal(0, TensorSize.Count([long.MaxValue, 0, long.MaxValue]));
        Assert.Equal(1, TensorSize.Count([]));
        Assert.Equal(long.MaxValue, TensorSize.Count([long.MaxValue, 1]));
        Assert.Null(TensorSize.Count([1L << 32, 1L << 31]));
        Assert.Null(TensorSize.Count([.. Enumerable.Repeat(1L << 62, 1000)]));
        Assert.Equal(3, TensorSize.Bytes(DataType.Int4, 5));
    }

    private void Refuses(string expected, Action<TensorProto> change)
    {
        var builder = TinyModels.Linear();
        change(builder.Model.Graph.Initializer.Single(tensor => tensor.Name == "w"));
        Assert.Contains($"the stored tensor 'w' {expected}", Refusal(builder), StringComparison.Ordinal);

        // The same in an attribute, in a function that nothing calls, and in what the file says on training.
        var tensor = ModelBuilder.Tensor("w", [2, 2], 2f, 1f, -1f, 3f);
        change(tensor);
        Assert.Contains(expected, Refusal(TinyModels.Linear().Node("Constant", [], "c", ModelBuilder.Attribute("value", tensor))), StringComparison.Ordinal);
        var constant = new NodeProto { OpType = "Constant", Output = { "c" }, Attribute = { ModelBuilder.Attribute("value", tensor) } };
        var function = TinyModels.Linear();
        function.Model.Functions.Add(new FunctionProto { Name = "f", Domain = "d", Node = { constant } });
        Assert.Contains(expected, Refusal(function), StringComparison.Ordinal);
        var training = TinyModels.Linear();
        training.Model.TrainingInfo.Add(new TrainingInfoProto { Algorithm = new GraphProto { Initializer = { tensor } } });
        Assert.Contains(expected, Refusal(training), StringComparison.Ordinal);
    }

    private string Refusal(ModelBuilder builder)
    {
        var path = builder.Save(_folder);
        var message = Assert.Throws<UserException>(() => ModelFile.Read(path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        return message;
    }
}
