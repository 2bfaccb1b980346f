using static EvalKit.Onnx.Tests.Differentiation.GradientCase;
using static EvalKit.Onnx.Tests.Fixtures.ModelBuilder;
using AttributeProto = EvalKit.Onnx.Graphs.Schema.AttributeProto;

namespace EvalKit.Onnx.Tests.Differentiation;

/// <summary>Convolutions and poolings.</summary>
internal static class WindowCases
{
    public static IEnumerable<GradientCase> All =>
    [
        Conv("plain", [4, 3, 3, 3], 6, 5),
        Conv("padded", [4, 3, 3, 3], 6, 5, Attribute("pads", 1, 1, 1, 1)),
        Conv("with asymmetric pads", [4, 3, 3, 2], 6, 5, Attribute("pads", 2, 0, 1, 3)),
        Conv("with pads larger than the kernel reaches", [4, 3, 2, 2], 4, 4, Attribute("pads", 3, 2, 3, 2)),
        Conv("dilated", [4, 3, 3, 2], 8, 7, Attribute("dilations", 2, 3), Attribute("pads", 1, 2, 2, 1)),
        Conv("in groups", [6, 1, 3, 3], 5, 5, Attribute("group", 3L), Attribute("pads", 1, 1, 1, 1)),
        Conv("of many channels", [4, 8, 3, 3], 6, 5),
        Conv("of many channels, with asymmetric pads", [4, 9, 3, 2], 6, 5, Attribute("pads", 2, 0, 1, 3)),
        Conv("of many channels, with pads larger than the kernel reaches", [4, 8, 2, 2], 4, 4, Attribute("pads", 3, 2, 3, 2)),
        Conv("of many channels, dilated", [4, 8, 3, 2], 8, 7, Attribute("dilations", 2, 3), Attribute("pads", 1, 2, 2, 1)),
        Conv("of many channels, in groups", [6, 4, 3, 3], 5, 5, Attribute("group", 2L), Attribute("pads", 1, 1, 1, 1)),
        Conv("of many channels, with SAME_LOWER", [4, 8, 2, 4], 6, 6, Attribute("auto_pad", "SAME_LOWER")),
        Conv("strided", [4, 3, 3, 3], 7, 6, Attribute("strides", 2, 3)),
        Conv("strided, padded, with places that no window reaches", [4, 3, 3, 3], 8, 9, Attribute("strides", 3, 2), Attribute("pads", 0, 1, 0, 1)),
        Conv("strided and dilated in groups", [6, 1, 2, 2], 8, 7, Attribute("strides", 2, 2), Attribute("dilations", 2, 1), Attribute("group", 3L), Attribute("pads", 1, 0, 0, 1)),
        Conv("of one place with stride", [4, 3, 1, 1], 6, 5, Attribute("strides", 2, 2)),
        Conv("with SAME_UPPER", [4, 3, 3, 2], 7, 6, Attribute("auto_pad", "SAME_UPPER"), Attribute("strides", 2, 2)),
        Conv("with SAME_LOWER", [4, 3, 2, 4], 6, 6, Attribute("auto_pad", "SAME_LOWER")),
        Conv("with VALID", [4, 3, 2, 2], 6, 6, Attribute("auto_pad", "VALID"), Attribute("strides", 2, 2)),
        new("Conv in one dimension", Graph(2, 3, 9).Weight("w", [4, 3, 3], Wave).Weight("b", [4], Wave).Node("Conv", ["x", "w", "b"], "y", Attribute("strides", [2L]), Attribute("pads", [1, 1]))),
        new("Conv in three dimensions", Graph(1, 2, 4, 3, 4).Weight("w", [3, 2, 2, 2, 2], Wave).Node("Conv", ["x", "w"], "y", Attribute("pads", 1, 0, 1, 0, 1, 0))),
        new("Conv with computed weights that do not depend on x", Graph(1, 2, 5, 5)
            .Weight("q", [3, 2, 3, 3], Enumerable.Range(0, 54).Select(i => (sbyte)(i * 7 % 50 - 25)).ToArray()).Weight("s", [], 0.05f)
            .Node("DequantizeLinear", ["q", "s"], "w").Node("Conv", ["x", "w"], "y")),
        new("Conv whose bias depends on x", Graph(1, 2, 4, 4)
            .Weight("w", [2, 2, 3, 3], Wave).Weight("a", [3], 0L, 2L, 3L).Node("ReduceMean", ["x", "a"], "b", Attribute("keepdims", 0L)).Node("Conv", ["x", "w", "b"], "y")),

        ConvTranspose("plain", [3, 4, 3, 2], 4, 3),
        ConvTranspose("strided with output padding", [3, 4, 3, 3], 4, 3, Attribute("strides", 2, 3), Attribute("output_padding", 1, 2), Attribute("pads", 1, 0, 0, 1)),
        ConvTranspose("dilated in groups", [3, 2, 2, 3], 4, 4, Attribute("group", 3L), Attribute("dilations", 2, 1), Attribute("strides", 1, 2)),
        ConvTranspose("with SAME_UPPER", [3, 4, 3, 3], 4, 3, Attribute("auto_pad", "SAME_UPPER"), Attribute("strides", 2, 2)),
        ConvTranspose("with SAME_LOWER", [3, 4, 3, 3], 4, 3, Attribute("auto_pad", "SAME_LOWER"), Attribute("strides", 2, 2)),
        ConvTranspose("with an output shape", [3, 4, 3, 3], 4, 3, Attribute("output_shape", 8, 7), Attribute("strides", 2, 2)),
        ConvTranspose("with stride beyond the kernel", [3, 4, 2, 2], 3, 3, Attribute("strides", 3, 4), Attribute("output_padding", 2, 1)),

        Pool("MaxPool", "plain", 6, 6, Attribute("kernel_shape", 2, 2), Attribute("strides", 2, 2)),
        Pool("MaxPool", "overlapping and padded", 7, 6, Attribute("kernel_shape", 3, 3), Attribute("strides", 2, 2), Attribute("pads", 1, 1, 1, 1)),
        Pool("MaxPool", "dilated", 7, 8, Attribute("kernel_shape", 2, 3), Attribute("dilations", 3, 2)),
        Pool("MaxPool", "with ceil mode", 6, 7, Attribute("kernel_shape", 3, 2), Attribute("strides", 2, 2), Attribute("ceil_mode", 1L)),
        Pool("MaxPool", "with SAME_LOWER", 7, 6, Attribute("kernel_shape", 2, 3), Attribute("strides", 2, 2), Attribute("auto_pad", "SAME_LOWER")),
        new("MaxPool in one dimension", Graph(2, 3, 9).Node("MaxPool", ["x"], "y", Attribute("kernel_shape", [3L]), Attribute("strides", [2L]))),
        Pool("AveragePool", "plain", 6, 6, Attribute("kernel_shape", 2, 2), Attribute("strides", 2, 2)),
        Pool("AveragePool", "padded, pads not counted", 7, 6, Attribute("kernel_shape", 3, 3), Attribute("strides", 2, 2), Attribute("pads", 1, 0, 1, 2)),
        Pool("AveragePool", "padded, pads counted", 7, 6, Attribute("kernel_shape", 3, 3), Attribute("strides", 2, 2), Attribute("pads", 1, 0, 1, 2), Attribute("count_include_pad", 1L)),
        Pool("AveragePool", "with ceil mode", 6, 7, Attribute("kernel_shape", 3, 2), Attribute("strides", 2, 2), Attribute("ceil_mode", 1L)),
        Pool("AveragePool", "with ceil mode, pads counted", 6, 6, Attribute("kernel_shape", 3, 3), Attribute("strides", 2, 2), Attribute("pads", 1, 1, 1, 1), Attribute("ceil_mode", 1L), Attribute("count_include_pad", 1L)),
        Pool("AveragePool", "dilated", 7, 8, Attribute("kernel_shape", 2, 3), Attribute("dilations", 3, 2)),
        Pool("AveragePool", "with SAME_UPPER", 7, 6, Attribute("kernel_shape", 2, 3), Attribute("strides", 2, 2), Attribute("auto_pad", "SAME_UPPER")),
        Pool("AveragePool", "with stride beyond the kernel", 8, 8, Attribute("kernel_shape", 2, 2), Attribute("strides", 3, 3)),
        Pool("LpPool", "of order 2", 6, 6, Attribute("kernel_shape", 3, 2), Attribute("strides", 2, 1), Attribute("pads", 1, 0, 1, 0)),
        Pool("LpPool", "of order 3", 6, 6, Attribute("kernel_shape", 2, 2), Attribute("p", 3L)),
        Pool("LpPool", "of order 1", 6, 6, Attribute("kernel_shape", 2, 2), Attribute("p", 1L)),
        Pool("GlobalAveragePool", "", 3, 4),
        Pool("GlobalMaxPool", "", 3, 4),
        Pool("GlobalLpPool", "", 3, 4, Attribute("p", 3L)),
    ];

    private static GradientCase Conv(string name, long[] kernel, int height, int width, params AttributeProto[] attributes) =>
        new($"Conv {name}", Graph(2, (int)(kernel[1] * (attributes.FirstOrDefault(attribute => attribute.Name == "group")?.I ?? 1)), height, width).Weight("w", kernel, Wave).Weight("b", [kernel[0]], Wave).Node("Conv", ["x", "w", "b"], "y", attributes));

    private static GradientCase ConvTranspose(string name, long[] kernel, int height, int width, params AttributeProto[] attributes) =>
        new($"ConvTranspose {name}", Graph(2, 3, height, width).Weight("w", kernel, Wave).Node("ConvTranspose", ["x", "w"], "y", attributes));

    private static GradientCase Pool(string operation, string name, int height, int width, params AttributeProto[] attributes) =>
        new($"{operation} {name}", Graph(2, 2, height, width).Node(operation, ["x"], "y", attributes));
}
