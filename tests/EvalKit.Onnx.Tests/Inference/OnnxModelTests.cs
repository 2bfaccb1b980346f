using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Core.Models;
using EvalKit.Onnx.Inference;
using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;
using static EvalKit.Onnx.Tests.Fixtures.ModelBuilder;

namespace EvalKit.Onnx.Tests.Inference;

public sealed class OnnxModelTests : IDisposable
{
    private static readonly InputConfig ZeroToOne = new(Scale: 1 / 255.0);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_linear_model_gives_the_scores_computed_by_hand()
    {
        using var model = Open(TinyModels.Linear(), ZeroToOne);
        Assert.Equal(new ModelSignature(new ImageShape(1, 1, 2), 2, ScoreKind.Logits, null), model.Signature);
        Assert.Equal([0.75f, 2.25f, 0f, 1f, 1f, 5f], Predict(model, 0.5f, 0.25f, 0f, 0f, 1f, 1f));
    }

    [Fact]
    public void Class_names_come_from_the_metadata()
    {
        using var named = Open(TinyModels.Linear().Metadata("evalkit.classes", """["cat", "dog"]"""), ZeroToOne);
        Assert.Equal(["cat", "dog"], named.ClassNames);
        using var nameless = Open(TinyModels.Linear(), ZeroToOne);
        Assert.Empty(nameless.ClassNames);
    }

    [Theory]
    [InlineData("""["cat"]""", "evalkit.classes has 1 names, but the model gives 2 scores")]
    [InlineData("cat, dog", "evalkit.classes does not read")]
    public void Class_names_that_do_not_fit_are_refused(string names, string message) => Assert.Contains(
        message,
        Assert.Throws<UserException>(() => Open(TinyModels.Linear().Metadata("evalkit.classes", names), ZeroToOne)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Preprocessing_scales_subtracts_the_mean_and_divides_by_the_deviation_channel_by_channel()
    {
        using var model = Open(TinyModels.Echo(DataType.Float, "N", 3, 1, 2), new InputConfig(Scale: 2 / 255.0, Mean: [1, 0, 0.5], Std: [0.5, 1, 0.25]));
        Assert.Equal([-1f, 0f, 0.5f, 1f, 2f, 6f], Predict(model, 0.25f, 0.5f, 0.25f, 0.5f, 0.5f, 1f));
    }

    [Theory]
    [InlineData(InputLayout.Nchw, ChannelOrder.Rgb, new float[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(InputLayout.Nchw, ChannelOrder.Bgr, new float[] { 5, 6, 3, 4, 1, 2 })]
    [InlineData(InputLayout.Nhwc, ChannelOrder.Rgb, new float[] { 1, 3, 5, 2, 4, 6 })]
    [InlineData(InputLayout.Nhwc, ChannelOrder.Bgr, new float[] { 5, 3, 1, 6, 4, 2 })]
    public void Pixels_go_where_layout_and_channel_order_want_them(InputLayout layout, ChannelOrder channels, float[] expected)
    {
        object[] dimensions = layout == InputLayout.Nchw ? ["N", 3, 1, 2] : ["N", 1, 2, 3];
        using var model = Open(TinyModels.Echo(DataType.Float, dimensions), new InputConfig(Layout: layout, Scale: 1, Channels: channels));
        var pixels = new float[] { 1, 2, 3, 4, 5, 6 };
        Assert.Equal(expected, Predict(model, [.. pixels.Select(pixel => pixel / 255)]), Near);
    }

    [Fact]
    public void Mean_follows_the_channel_order_of_the_model()
    {
        using var model = Open(TinyModels.Echo(DataType.Float, "N", 3, 1, 2), new InputConfig(Scale: 1, Channels: ChannelOrder.Bgr, Mean: [10, 20, 30]));
        Assert.Equal([20f, 20f, 0f, 0f, -20f, -20f], Predict(model, 10 / 255f, 10 / 255f, 20 / 255f, 20 / 255f, 30 / 255f, 30 / 255f), Near);
    }

    [Theory]
    [InlineData("Float16")]
    [InlineData("Double")]
    public void Other_precisions_are_converted(string type)
    {
        using var model = Open(TinyModels.Echo(Enum.Parse<DataType>(type), "N", 3, 1, 2), new InputConfig(Scale: 1));
        Assert.Equal([1f, 2f, 3f, 4f, 128f, 255f], Predict(model, [.. new float[] { 1, 2, 3, 4, 128, 255 }.Select(pixel => pixel / 255)]), Near);
    }

    [Fact]
    public void Bytes_are_rounded_and_saturated_and_their_range_needs_no_setting()
    {
        using var model = Open(TinyModels.EchoOfIntegers(DataType.Uint8, "N", 1, 2, 2), new InputConfig());
        Assert.Equal([0f, 255f, 100f, 101f], Predict(model, -1f, 2f, 100.4f / 255, 100.6f / 255));
        Assert.Contains(model.Settings, setting => setting is { Key: "input.scale", Value: "1" });
    }

    [Fact]
    public void Signed_bytes_are_rounded_and_saturated()
    {
        using var model = Open(TinyModels.EchoOfIntegers(DataType.Int8, "N", 1, 2, 2), new InputConfig(Scale: 1, Mean: [128]));
        Assert.Equal([-128f, 127f, 0f, 127f], Predict(model, 0f, 1f, 128 / 255f, 2f));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_fixed_batch_serves_any_number_of_pictures(int batch)
    {
        using var model = Open(TinyModels.Echo(DataType.Float, batch, 1, 1, 2), ZeroToOne);
        Assert.Equal(batch, model.Signature.FixedBatch);
        float[] pictures = [.. Enumerable.Range(0, 14).Select(i => i / 16f)];
        Assert.Equal(pictures, Predict(model, pictures));
    }

    [Fact]
    public void A_free_batch_that_a_reshape_fixes_to_1_runs_one_by_one()
    {
        using var model = Open(
            new ModelBuilder()
                .Input("x", DataType.Float, "N", 1, 1, 2)
                .Output("y", DataType.Float, "N", 2)
                .Weight("shape", [2], 1L, 2L)
                .Node("Reshape", ["x", "shape"], "y"),
            ZeroToOne);
        Assert.Equal(1, model.Signature.FixedBatch);
        Assert.Equal([0.5f, 0.25f, 0f, 1f], Predict(model, 0.5f, 0.25f, 0f, 1f));
    }

    [Fact]
    public void Inputs_without_a_batch_axis_and_outputs_of_one_axis_run_one_by_one()
    {
        using var model = Open(new ModelBuilder().Input("x", DataType.Float, 4).Output("y", DataType.Float, 4).Node("Neg", ["x"], "y"), ZeroToOne, stored: new ImageShape(1, 2, 2));
        Assert.Equal(1, model.Signature.FixedBatch);
        Assert.Equal([-0.5f, -0.25f, 0f, -1f, -0.1f, -0.2f, -0.3f, -0.4f], Predict(model, 0.5f, 0.25f, 0f, 1f, 0.1f, 0.2f, 0.3f, 0.4f));
    }

    [Fact]
    public void Outputs_with_axes_of_1_are_read_as_classes()
    {
        using var model = Open(
            new ModelBuilder()
                .Input("x", DataType.Float, "N", 3, 2, 2)
                .Output("y", DataType.Float, "N", 3, 1, 1)
                .Node("GlobalAveragePool", ["x"], "y"),
            ZeroToOne);
        Assert.Equal(3, model.Signature.Classes);
        Assert.Equal([0.25f, 0.5f, 1f], Predict(model, 0.25f, 0.25f, 0.25f, 0.25f, 0f, 0f, 1f, 1f, 1f, 1f, 1f, 1f));
    }

    [Fact]
    public void An_old_operator_set_runs()
    {
        var builder = new ModelBuilder(opset: 7, irVersion: 3)
            .Input("x", DataType.Float, 1, 1, 1, 2)
            .Input("w", DataType.Float, 2, 2)
            .Input("b", DataType.Float, 2)
            .Output("y", DataType.Float, 1, 2)
            .Weight("w", [2, 2], 2f, 1f, -1f, 3f)
            .Weight("b", [2], 0f, 1f)
            .Node("Flatten", ["x"], "flat")
            .Node("Gemm", ["flat", "w", "b"], "y");
        using var model = Open(builder, ZeroToOne);
        Assert.Equal([0.75f, 2.25f], Predict(model, 0.5f, 0.25f));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(18)]
    [InlineData(25)]
    public void Newer_operator_sets_run(int opset)
    {
        using var model = Open(TinyModels.Linear(opset), ZeroToOne);
        Assert.Equal([0.75f, 2.25f], Predict(model, 0.5f, 0.25f));
    }

    [Fact]
    public void Half_precision_of_blue_first_pixels_less_their_mean_with_a_batch_of_1_and_four_axes_out()
    {
        using var model = Open(
            new ModelBuilder()
                .Input("data", DataType.Float16, 1, 3, 2, 2)
                .Output("pool", DataType.Float16, 1, 3, 1, 1)
                .Node("GlobalAveragePool", ["data"], "pool"),
            new InputConfig(Scale: 1, Mean: [104, 117, 123], Channels: ChannelOrder.Bgr));
        float[] red = [.. Enumerable.Repeat(123 / 255f, 4)], green = [.. Enumerable.Repeat(127 / 255f, 4)], blue = [.. Enumerable.Repeat(124 / 255f, 4)];
        Assert.Equal([20f, 10f, 0f, 20f, 10f, 0f], Predict(model, [.. red, .. green, .. blue, .. red, .. green, .. blue]), Near);
    }

    [Fact]
    public void A_softmax_at_the_end_means_probabilities()
    {
        using var model = Open(TinyModels.Linear().Output("p", DataType.Float, "N", 2).Node("Softmax", ["y"], "p"), ZeroToOne, new OutputConfig(Name: "p"));
        Assert.Equal(ScoreKind.Probabilities, model.Signature.Scores);
        Assert.Contains(model.Settings, setting => setting is { Key: "output.scores", Value: "probabilities", Origin: "the output comes from a Softmax" });
    }

    [Fact]
    public void Scores_that_sum_to_1_are_probabilities_whatever_made_them()
    {
        using var model = Open(TinyModels.Linear()
            .Output("p", DataType.Float, "N", 2)
            .Node("Exp", ["y"], "e")
            .Node("ReduceL1", ["e"], "sum", Attribute("axes", [1L]))
            .Node("Div", ["e", "sum"], "p"), ZeroToOne, new OutputConfig(Name: "p"));
        Assert.Equal(ScoreKind.Probabilities, model.Signature.Scores);
    }

    [Fact]
    public void What_the_configuration_says_of_the_scores_counts()
    {
        using var model = Open(TinyModels.Linear(), ZeroToOne, new OutputConfig(Scores: ScoreKind.Probabilities));
        Assert.Equal(ScoreKind.Probabilities, model.Signature.Scores);
        Assert.Contains(model.Settings, setting => setting is { Key: "output.scores", Origin: "configuration" });
    }

    [Fact]
    public void Of_several_outputs_the_first_that_fits_is_the_default_and_is_said()
    {
        var builder = TinyModels.Linear().Output("label", DataType.Int64, "N", 1).Output("features", DataType.Float, "N", 2)
            .Node("ArgMax", ["y"], "label", Attribute("axis", 1L)).Node("Neg", ["y"], "features");
        using var model = Open(builder, ZeroToOne);
        Assert.Contains(model.Settings, setting => setting is { Key: "output.name", Value: "y", Origin: "the first of 'y', 'features'" });
        using var other = Open(builder, ZeroToOne, new OutputConfig(Name: "features"));
        Assert.Equal([-0.75f, -2.25f], Predict(other, 0.5f, 0.25f));
    }

    [Fact]
    public void Many_threads_at_once_give_the_scores_of_one()
    {
        using var model = Open(TinyModels.Linear(), ZeroToOne);
        float[] pictures = [.. Enumerable.Range(0, 200).Select(i => i / 256f)];
        var expected = Predict(model, pictures);
        Parallel.For(0, 200, i => Assert.Equal(expected[..(i / 2 * 2 + 2)], Predict(model, pictures[..(i / 2 * 2 + 2)])));
    }

    [Fact]
    public void A_call_allocates_nothing_once_the_memory_is_there()
    {
        using var model = Open(TinyModels.Echo(DataType.Float16, "N", 8, 8, 3), ZeroToOne);
        var (pictures, scores) = (new float[16 * 192], new float[16 * 192]);
        for (var i = 0; i < 3; i++) model.Predict(pictures, scores, default);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) model.Predict(pictures, scores, default);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_cancelled_call_ends()
    {
        using var model = Open(TinyModels.Linear(), ZeroToOne);
        Assert.Throws<OperationCanceledException>(() => model.Predict(new float[2], new float[2], new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_failure_of_the_runtime_names_the_model()
    {
        // One picture and two pictures run; ten cannot be reshaped into rows of four.
        var builder = new ModelBuilder()
            .Input("x", DataType.Float, "N", 1, 1, 2)
            .Output("y", DataType.Float, "N", 2)
            .Weight("limit", [1], 3L)
            .Weight("axes", [1], 0L)
            .Weight("shape", [2], -1L, 2L)
            .Node("Shape", ["x"], "size")
            .Node("Reshape", ["x", "shape"], "flat")
            .Node("Gather", ["size", "axes"], "count")
            .Node("Sub", ["limit", "count"], "left")
            .Node("ConstantOfShape", ["left"], "check")
            .Node("ReduceMax", ["check"], "zero", Attribute("keepdims", 0L))
            .Node("Add", ["flat", "zero"], "y");
        using var model = Open(builder, ZeroToOne);
        var error = Assert.Throws<ModelException>(() => Predict(model, new float[20]));
        Assert.Contains("model.onnx: the model failed on a batch of 10 pictures of 1x1x2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operator_of_an_unknown_domain_is_named()
    {
        var builder = new ModelBuilder(domains: ("acme.vision", 2))
            .Input("x", DataType.Float, 1, 1, 1, 2).Output("y", DataType.Float, 1, 2)
            .Node("Sharpen", "acme.vision", ["x"], ["y"]);
        AssertRefused(builder, "lacks the operator Sharpen of domain 'acme.vision' (opset 2), used by node 'Sharpen-0'");
    }

    [Fact]
    public void An_unknown_operator_of_the_default_domain_is_named()
    {
        var builder = new ModelBuilder().Input("x", DataType.Float, 1, 1, 1, 2).Output("y", DataType.Float, 1, 2).Node("Sharpen", ["x"], "y");
        AssertRefused(builder, "lacks the operator Sharpen of the default domain (opset 13), used by node 'Sharpen-0'");
    }

    [Fact]
    public void An_operator_without_a_kernel_for_its_type_is_named()
    {
        var builder = new ModelBuilder().Input("x", DataType.Double, 1, 1, 1, 2).Output("y", DataType.Double, 1, 1, 1, 2)
            .Weight("w", [1, 1, 1, 1], 1.0).Node("Conv", ["x", "w"], "y");
        AssertRefused(builder, "lacks the operator Conv of the default domain (opset 13), used by node 'Conv-0'");
    }

    [Fact]
    public void An_invalid_graph_is_refused_with_the_runtimes_words()
    {
        var builder = new ModelBuilder().Input("x", DataType.Float, 1, 1, 1, 2).Output("y", DataType.Float, 1, 2).Node("Flatten", ["x"], "y", ModelBuilder.Attribute("axis", 99));
        AssertRefused(builder, "does not take the model");
    }

    [Fact]
    public void One_number_a_picture_is_refused() =>
        AssertRefused(new ModelBuilder().Input("x", DataType.Float, "N", 1, 2, 2).Output("y", DataType.Float, "N", 1, 1, 1).Node("GlobalAveragePool", ["x"], "y"),
            "one number a picture; EvalKit so far takes classifiers with one score for each of two or more classes");

    [Fact]
    public void A_picture_of_scores_is_refused() =>
        AssertRefused(new ModelBuilder().Input("x", DataType.Float, "N", 3, 2, 2).Output("y", DataType.Float, "N", 3, 2, 2).Node("Neg", ["x"], "y"),
            "no output can hold one score a class: \"y\" float32 [N, 3, 2, 2]");

    [Fact]
    public void Map_outputs_are_refused_with_what_to_do_instead()
    {
        var builder = new ModelBuilder(domains: ("ai.onnx.ml", 3)).Input("x", DataType.Float, "N", 1, 1, 2).Node("Flatten", ["x"], "flat")
            .Node("ZipMap", "ai.onnx.ml", ["flat"], ["probabilities"], Attribute("classlabels_int64s", 0L, 1L));
        builder.Model.Graph.Output.Add(new EvalKit.Onnx.Graphs.Schema.ValueInfoProto
        {
            Name = "probabilities",
            Type = new() { SequenceType = new() { ElemType = new() { MapType = new() { KeyType = DataType.Int64, ValueType = new() { TensorType = new() { ElemType = DataType.Float } } } } } },
        });
        AssertRefused(builder, "\"probabilities\" sequence of map from int64 to float32 []", "export it without (skl2onnx: options={'zipmap': False})");
        builder.Output("flat", DataType.Float, "N", 2);
        var error = Assert.Throws<UserException>(() => Open(builder, ZeroToOne, new OutputConfig(Name: "probabilities")));
        Assert.EndsWith("holds no scores that EvalKit can read; choose 'flat'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_output_is_refused_with_the_names_that_exist()
    {
        var error = Assert.Throws<UserException>(() => Open(TinyModels.Linear(), ZeroToOne, new OutputConfig(Name: "logits")));
        Assert.EndsWith("output.name is 'logits', but the model's outputs are 'y'", error.Message, StringComparison.Ordinal);
    }

    private static bool Near(float expected, float actual) => Math.Abs(expected - actual) <= 1e-4;

    private static float[] Predict(OnnxModel model, params float[] pictures)
    {
        var scores = new float[pictures.Length / model.Signature.Input.Length * model.Signature.Classes];
        model.Predict(pictures, scores, default);
        return scores;
    }

    private OnnxModel Open(ModelBuilder builder, InputConfig input, OutputConfig? output = null, ImageShape? stored = null) =>
        OnnxModel.Open(builder.Save(_folder), input, output ?? new OutputConfig(), stored);

    private void AssertRefused(ModelBuilder builder, params string[] parts)
    {
        var error = Assert.Throws<UserException>(() => Open(builder, ZeroToOne));
        Assert.StartsWith(_folder.File("model.onnx"), error.Message, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
