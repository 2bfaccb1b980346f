using EvalKit.Core.Configuration;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Onnx.Inference;
using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;

namespace EvalKit.Onnx.Tests.Inference;

public sealed class InputResolverTests : IDisposable
{
    private static readonly InputConfig Nothing = new();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_configuration_counts_before_the_metadata_key_by_key()
    {
        var builder = Colour().Metadata("evalkit.input", """{"scale":1,"mean":[9],"channels":"bgr"}""");
        var resolution = Resolve(builder, new InputConfig(Mean: [5]));
        var input = resolution.Require();
        Assert.Equal((1.0, 5.0, 1.0, ChannelOrder.Bgr), (input.Scale, input.Mean[0], input.Std[0], input.Channels));
        Assert.Equal(
            [
                "input.layout nchw (the input's shape)",
                "input.shape [3, 8, 8] (the input's shape)",
                "input.scale 1 (the model's metadata evalkit.input)",
                "input.mean [5] (configuration)",
                "input.std [1] (none is said beside the scale)",
                "input.channels bgr (the model's metadata evalkit.input)",
            ],
            Lines(resolution));
    }

    [Fact]
    public void Metadata_that_does_not_read_is_refused()
    {
        var error = Assert.Throws<UserException>(() => Resolve(Colour().Metadata("evalkit.input", """{"scael":1}"""), Nothing));
        Assert.Contains("its metadata key evalkit.input does not read: The JSON property 'scael' could not be mapped", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NominalRange_0_255", 0, 255)]
    [InlineData("Normalized_0_1", 0, 1)]
    [InlineData("Normalized_1_1", -1, 1)]
    [InlineData("NominalRange_16_235", 16, 235)]
    public void The_range_of_the_onnx_image_metadata_maps_black_and_white(string range, double black, double white)
    {
        var input = Resolve(Colour().Metadata("Image.NominalPixelRange", range).Metadata("Image.BitmapPixelFormat", "Bgr8"), Nothing).Require();
        Assert.Equal((black, white), ((0 - input.Mean[0]) / input.Std[0], Math.Round((255 * input.Scale - input.Mean[0]) / input.Std[0], 12)));
        Assert.Equal(ChannelOrder.Bgr, input.Channels);
    }

    [Fact]
    public void A_preprocessor_configuration_beside_the_model_is_read()
    {
        Preprocessor("""{"do_resize":true,"size":{"shortest_edge":10},"do_center_crop":true,"crop_size":{"height":8,"width":8},"resample":3,"do_rescale":true,"rescale_factor":0.00392156862745098,"do_normalize":true,"image_mean":[0.5,0.4,0.3],"image_std":[0.2,0.2,0.25]}""");
        var input = Resolve(Colour(), Nothing).Require();
        Assert.Equal(new ImageView(new ImageShape(3, 8, 8), 10, false, Interpolation.Bicubic), input.View);
        Assert.Equal("nchw;float32;3x8x8;rgb;scale=0.00392156862745098;mean=0.5,0.4,0.3;std=0.2,0.2,0.25;resize=10;stretch=false;bicubic", input.Canonical);
    }

    [Theory]
    [InlineData("""{"size":8,"image_mean":[0.5],"image_std":[0.5]}""", null, true)]
    [InlineData("""{"size":8,"do_center_crop":true,"crop_size":8,"image_mean":[0.5],"image_std":[0.5]}""", 8, false)]
    [InlineData("""{"size":{"height":8,"width":8},"image_mean":[0.5],"image_std":[0.5]}""", null, true)]
    [InlineData("""{"size":{"shortest_edge":8},"crop_pct":0.8,"image_mean":[0.5],"image_std":[0.5]}""", 10, false)]
    [InlineData("""{"size":{"height":10,"width":10},"do_center_crop":true,"crop_size":8,"image_mean":[0.5],"image_std":[0.5]}""", null, false)]
    [InlineData("""{"do_resize":false,"size":8,"image_mean":[0.5],"image_std":[0.5]}""", null, false)]
    public void The_sizes_of_preprocessor_configurations_become_the_view(string json, int? resize, bool stretch)
    {
        Preprocessor(json);
        var view = Resolve(Colour(), Nothing).Require().View;
        Assert.Equal((resize, stretch), (view.ResizeShorterSide, view.Stretch));
    }

    [Theory]
    [InlineData("""{"do_rescale":false,"do_normalize":false,"do_resize":false}""", 1.0, 0.0, 1.0)]
    [InlineData("""{"do_normalize":false,"do_resize":false}""", 1 / 255.0, 0.0, 1.0)]
    [InlineData("""{"image_mean":0.25,"image_std":0.5}""", 1 / 255.0, 0.25, 0.5)]
    public void The_switches_of_preprocessor_configurations_are_heeded(string json, double scale, double mean, double std)
    {
        Preprocessor(json);
        var input = Resolve(Colour(), Nothing).Require();
        Assert.Equal((scale, mean, std), (input.Scale, input.Mean[0], input.Std[0]));
    }

    [Fact]
    public void A_normalisation_whose_numbers_are_missing_is_asked_for()
    {
        Preprocessor("""{"do_normalize":true,"do_resize":false}""");
        Assert.Equal(["input.scale"], Resolve(Colour(), Nothing).Questions.Select(question => question.Key));
    }

    [Fact]
    public void A_preprocessor_of_sound_is_left_aside()
    {
        Preprocessor("""{"feature_size":1,"sampling_rate":16000,"do_normalize":true}""");
        Assert.Equal(["input.scale"], Resolve(Colour(), Nothing).Questions.Select(question => question.Key));
    }

    [Fact]
    public void An_unknown_range_is_asked_for_with_an_example()
    {
        var error = Assert.Throws<UserException>(() => Resolve(Colour(), Nothing).Require());
        Assert.Equal(
            $"""
            {_folder.File("model.onnx")}: its input "x" float32 [N, 3, 8, 8] needs input.scale:
              input.scale: nothing tells the range of values that the model was trained on
            Known: input.layout nchw (the input's shape), input.shape [3, 8, 8] (the input's shape), input.channels rgb (the usual order; nothing says otherwise)
            Say it in the configuration, for all models or beside the model's path, or by --set, for example:
            input:
              scale: 0.00392156862745098   # 1/255 for values 0 to 1, or 1 for 0 to 255; and mean and std where it was trained with them
            """,
            error.Message);
    }

    [Theory]
    [InlineData(3, 8, 3)]
    [InlineData(1, 8, 1)]
    [InlineData("C", "H", "W")]
    public void An_ambiguous_layout_is_asked_for(object first, object second, object third)
    {
        var resolution = Resolve(TinyModels.Echo(DataType.Float, "N", first, second, third), new InputConfig(Scale: 1), new ImageShape(1, 8, 8));
        Assert.Equal(["input.layout"], resolution.Questions.Select(question => question.Key));
    }

    [Fact]
    public void A_free_shape_is_that_of_the_data()
    {
        var builder = TinyModels.Echo(DataType.Float, "N", "C", "H", "W");
        var input = Resolve(builder, new InputConfig(Layout: InputLayout.Nhwc, Scale: 1), new ImageShape(3, 5, 4)).Require();
        Assert.Equal([5L, 4L, 3L], input.SampleDimensions);
        Assert.Contains("input.shape [3, 5, 4] (the data's pictures)", Lines(Resolve(builder, new InputConfig(Layout: InputLayout.Nhwc, Scale: 1), new ImageShape(3, 5, 4))));
    }

    [Fact]
    public void A_free_shape_that_nothing_tells_is_asked_for() =>
        Assert.Equal(["input.shape"], Resolve(TinyModels.Echo(DataType.Float, "N", 3, "H", "W"), new InputConfig(Scale: 1)).Questions.Select(question => question.Key));

    [Fact]
    public void A_flat_input_takes_the_datas_shape_where_it_has_as_many_numbers()
    {
        var builder = TinyModels.Echo(DataType.Float, 1, 12, 1);
        var input = Resolve(builder, new InputConfig(Scale: 1), new ImageShape(3, 2, 2)).Require();
        Assert.Equal((InputLayout.Flat, new ImageShape(3, 2, 2), 1), (input.Layout, input.Shape, input.FixedBatch));
        Assert.Equal(["input.shape"], Resolve(builder, new InputConfig(Scale: 1), new ImageShape(1, 2, 2)).Questions.Select(question => question.Key));
    }

    [Fact]
    public void A_flat_input_without_a_batch_axis_is_seen_by_its_size()
    {
        var input = Resolve(TinyModels.Echo(DataType.Float, 3, 2, 2), new InputConfig(Scale: 1), new ImageShape(3, 2, 2)).Require();
        Assert.False(input.HasBatchAxis);
        Assert.Equal(1, input.FixedBatch);
    }

    [Theory]
    [InlineData("input.shape is 1x8x8, which the input \"x\" float32 [N, 3, 8, 8] cannot hold as nchw", null, 1, 8, 8)]
    [InlineData("input.shape is [2, 8, 8] (configuration); it must be [channels, height, width] with 1 or 3 channels", null, 2, 8, 8)]
    [InlineData("would take 8 channels as nhwc; EvalKit takes pictures of 1 (grey) or 3 (colour)", InputLayout.Nhwc)]
    public void What_contradicts_the_graph_is_refused(string expected, InputLayout? layout, params int[] shape)
    {
        var error = Assert.Throws<UserException>(() => Resolve(Colour(), new InputConfig(Layout: layout, Shape: shape.Length == 0 ? null : shape, Scale: 1)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_cannot_be_are_refused()
    {
        AssertRefused("input.std is [0]; it must not hold 0", new InputConfig(Scale: 1, Std: [0]));
        AssertRefused("input.mean is [1, 2] (configuration); it must be one finite number, or one a channel", new InputConfig(Scale: 1, Mean: [1, 2]));
        AssertRefused("input.scale is Infinity; it must be a finite number", new InputConfig(Scale: double.PositiveInfinity));
        AssertRefused("input.resize and input.stretch are both set", new InputConfig(Scale: 1, Resize: 9, Stretch: true));
        AssertRefused("input.resize is 7 (configuration), less than the model's picture of 3x8x8", new InputConfig(Scale: 1, Resize: 7));
        AssertRefused("input.name is 'data', but the model's inputs are 'x'", new InputConfig(Name: "data", Scale: 1));

        void AssertRefused(string expected, InputConfig input) =>
            Assert.Contains(expected, Assert.Throws<UserException>(() => Resolve(Colour(), input)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_of_text_and_of_several_inputs_are_refused_with_what_they_take()
    {
        AssertRefused("the model takes integers, probably tokens of text: \"x\" int32 [N, length]", TinyModels.Echo(DataType.Int32, "N", "length"));
        AssertRefused("the model takes text: \"x\" string [N, 1]", TinyModels.Echo(DataType.String, "N", 1));
        AssertRefused("the model needs 3 inputs (\"x\" float32 [N, 4], \"age\" int64 [N, 1], \"name\" string [N, 1])",
            TinyModels.Echo(DataType.Float, "N", 4).Input("age", DataType.Int64, "N", 1).Input("name", DataType.String, "N", 1));

        void AssertRefused(string expected, ModelBuilder builder) =>
            Assert.Contains(expected, Assert.Throws<UserException>(() => Resolve(builder, new InputConfig(Scale: 1))).Message, StringComparison.Ordinal);
    }

    private static ModelBuilder Colour() => TinyModels.Echo(DataType.Float, "N", 3, 8, 8);

    private static IEnumerable<string> Lines(InputResolution resolution) =>
        resolution.Settings.Select(setting => $"{setting.Key} {setting.Value} ({setting.Origin})");

    private void Preprocessor(string json) => File.WriteAllText(_folder.File("preprocessor_config.json"), json);

    private InputResolution Resolve(ModelBuilder builder, InputConfig input, ImageShape? stored = null) =>
        OnnxModel.Resolve(builder.Save(_folder), input, stored);
}
