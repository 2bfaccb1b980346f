using static EvalKit.Onnx.Tests.Differentiation.GradientCase;
using static EvalKit.Onnx.Tests.Fixtures.ModelBuilder;
using AttributeProto = EvalKit.Onnx.Graphs.Schema.AttributeProto;

namespace EvalKit.Onnx.Tests.Differentiation;

/// <summary>Operators that move numbers about. Each is weighted or squared behind, so that misplaced gradients show.</summary>
internal static class MovementCases
{
    public static IEnumerable<GradientCase> All =>
    [
        new("Reshape, Flatten, Unsqueeze and Squeeze", Graph(2, 3, 4).Weight("r", [2], 4L, -1L).Weight("a", [1], 1L)
            .Node("Reshape", ["x", "r"], "p").Node("Unsqueeze", ["p", "a"], "q").Node("Squeeze", ["q", "a"], "s").Node("Mul", ["s", "s"], "m").Node("Flatten", ["m"], "y", Attribute("axis", 0L))),
        new("Squeeze and Unsqueeze of opset 11", GraphOf(11, 2, 1, 4).Node("Squeeze", ["x"], "s", Attribute("axes", [1L])).Node("Mul", ["s", "s"], "m").Node("Unsqueeze", ["m"], "y", Attribute("axes", [0, 2]))),
        new("Transpose", Squared(2, 3, 4).Node("Transpose", ["z"], "y", Attribute("perm", 2, 0, 1))),
        new("Transpose without an order", Squared(2, 3, 4).Node("Transpose", ["z"], "y")),
        new("Concat of one tensor three times", Graph(2, 3, 4).Weight("w", [2, 2, 4], Wave).Node("Exp", ["x"], "e").Node("Concat", ["x", "w", "e", "x"], "y", Attribute("axis", -2L))),
        new("Split into equal parts, one unused", Graph(2, 6).Node("Split", "", ["x"], ["a", "b", "c"], Attribute("axis", 1L), Attribute("num_outputs", 3L)).Node("Mul", ["a", "c"], "y")),
        new("Split by sizes", Graph(2, 6).Weight("s", [2], 2L, 4L).Node("Split", "", ["x", "s"], ["a", "b"], Attribute("axis", -1L)).Node("ReduceSum", ["a"], "r").Node("Mul", ["r", "b"], "y")),
        new("Split of opset 11 by an attribute", GraphOf(11, 2, 6).Node("Split", "", ["x"], ["a", "b"], Attribute("axis", 1L), Attribute("split", 3, 3)).Node("Mul", ["a", "b"], "y")),
        new("Split of opset 13 into equal parts", GraphOf(13, 6).Node("Split", "", ["x"], ["a", "b"]).Node("Mul", ["a", "b"], "y")),
        Slice("of ranges", [1, 0], [3, 2], [0, 2], [1, 1]),
        Slice("from the end", [-3], [long.MaxValue], [-1], [1]),
        Slice("with steps", [0, 3], [5, -10], [0, 2], [2, -1]),
        new("Slice without axes", Squared(4, 3).Weight("s", [1], 1L).Weight("e", [1], 3L).Node("Slice", ["z", "s", "e"], "y")),
        new("Slice of opset 9", GraphOf(9, 4, 3).Node("Mul", ["x", "x"], "z").Node("Slice", ["z"], "y", Attribute("axes", [1L]), Attribute("starts", [0L]), Attribute("ends", [2L]))),
        Pad("constant", [0, 1, 2, 0, 0, 1]),
        Pad("constant", [0, -1, 2, 0, 0, -1]),
        Pad("reflect", [0, 1, 2, 0, 1, 1]),
        Pad("edge", [1, 0, 2, 0, 3, 1]),
        Pad("wrap", [0, 1, 2, 0, 0, 1]),
        new("Pad of named axes", Squared(2, 3, 4).Weight("p", [2], 1L, 2L).Weight("v", [], 3f).Weight("a", [1], -2L).Node("Pad", ["z", "p", "v", "a"], "y")),
        new("Pad of opset 10", GraphOf(10, 2, 3).Node("Mul", ["x", "x"], "z").Node("Pad", ["z"], "y", Attribute("pads", 1, 0, 0, 2), Attribute("value", 2f))),
        new("Expand", Squared(3, 1).Weight("d", [3], 2L, 3L, 4L).Node("Expand", ["z", "d"], "e").Weight("w", [2, 3, 4], Wave).Node("Mul", ["e", "w"], "y")),
        new("Tile", Squared(2, 3).Weight("r", [2], 3L, 2L).Node("Tile", ["z", "r"], "t").Weight("w", [6, 6], Wave).Node("Mul", ["t", "w"], "y")),
        new("Gather of one", Squared(2, 3, 4).Weight("i", [], -1L).Node("Gather", ["z", "i"], "y", Attribute("axis", 1L))),
        new("Gather of several, some twice", Squared(2, 3, 4).Weight("i", [2, 2], 2L, 0L, 0L, -1L).Node("Gather", ["z", "i"], "y", Attribute("axis", -1L))),
        new("Gather at computed places", Squared(2, 3, 4).Node("ArgMax", ["z"], "i", Attribute("axis", 2L), Attribute("keepdims", 0L)).Node("Gather", ["z", "i"], "y", Attribute("axis", 2L))),
        new("GatherElements", Squared(2, 3).Weight("i", [2, 2], 2L, 0L, 1L, 1L).Node("GatherElements", ["z", "i"], "y", Attribute("axis", 1L))),
        new("GatherND", Squared(2, 3, 4).Weight("i", [2, 2], 1L, 2L, 0L, 0L).Node("GatherND", ["z", "i"], "y")),
        new("GatherND with a batch axis", Squared(2, 3, 4).Weight("i", [2, 1], 1L, 2L).Node("GatherND", ["z", "i"], "y", Attribute("batch_dims", 1L))),
        new("Compress", Squared(2, 3).Weight("c", [3], (byte)1, (byte)0, (byte)1).Node("Cast", ["c"], "b", Attribute("to", 9L)).Node("Compress", ["z", "b"], "y", Attribute("axis", 1L))),
        new("ReverseSequence", Squared(4, 2, 3).Weight("l", [2], 3L, 4L).Node("ReverseSequence", ["z", "l"], "y")),
        new("TopK", Squared(3, 5).Weight("k", [1], 2L).Node("TopK", "", ["z", "k"], ["y", "i"], Attribute("axis", -1L)), 0.5f, 3),
        new("TopK of opset 9, smallest index unused", GraphOf(9, 3, 5).Node("Exp", ["x"], "z").Node("TopK", "", ["z"], ["y", "i"], Attribute("k", 2L))),
        new("DepthToSpace", Squared(2, 8, 2, 3).Node("DepthToSpace", ["z"], "y", Attribute("blocksize", 2L))),
        new("DepthToSpace by columns", Squared(2, 8, 2, 3).Node("DepthToSpace", ["z"], "y", Attribute("blocksize", 2L), Attribute("mode", "CRD"))),
        new("SpaceToDepth", Squared(2, 3, 4, 6).Node("SpaceToDepth", ["z"], "y", Attribute("blocksize", 2L))),
        new("Trilu, upper", Squared(2, 3, 4).Node("Trilu", ["z"], "y")),
        new("Trilu, lower, shifted", Squared(2, 4, 4).Weight("k", [], -1L).Node("Trilu", ["z", "k"], "y", Attribute("upper", 0L))),
        new("ScatterElements of opset 9", GraphOf(9, 3, 4).Node("Mul", ["x", "x"], "z").Weight("i", [2, 2], 2L, 0L, 1L, 3L).Weight("u", [2, 2], Wave).Node("Scatter", ["z", "i", "u"], "y", Attribute("axis", 1L))),
        Scatter("ScatterElements", "none", [1, 2], [2, 0]),
        Scatter("ScatterElements", "add", [1, 2], [2, 2]),
        Scatter("ScatterND", "none", [2, 1], [2, 0]),
        Scatter("ScatterND", "add", [2, 1], [1, 1]),
        Resize("nearest by scales", [1, 1, 2, 1.5f], Attribute("mode", "nearest"), Attribute("coordinate_transformation_mode", "asymmetric"), Attribute("nearest_mode", "floor")),
        Resize("nearest, half pixel", [1, 1, 2, 0.6f], Attribute("mode", "nearest")),
        Resize("linear, half pixel", [1, 1, 2, 1.6f], Attribute("mode", "linear")),
        Resize("linear, align corners", [1, 1, 2, 2], Attribute("mode", "linear"), Attribute("coordinate_transformation_mode", "align_corners")),
        Resize("linear, PyTorch's half pixel", [1, 1, 0.5f, 2], Attribute("mode", "linear"), Attribute("coordinate_transformation_mode", "pytorch_half_pixel")),
        Resize("linear with antialiasing", [1, 1, 0.5f, 0.5f], Attribute("mode", "linear"), Attribute("antialias", 1L)),
        Resize("cubic", [1, 1, 2, 1.5f], Attribute("mode", "cubic"), Attribute("cubic_coeff_a", -0.5f)),
        new("Resize to sizes of named axes", Squared(2, 2, 4, 5).Weight("s", [1], 7L).Node("Resize", ["z", "", "", "s"], "y", Attribute("axes", [2L]), Attribute("mode", "linear"))),
        new("Resize in one dimension", Squared(2, 2, 5).Weight("s", [3], 1f, 1f, 2f).Node("Resize", ["z", "", "s"], "y", Attribute("mode", "linear"))),
        new("Upsample of opset 9", GraphOf(9, 1, 2, 3, 3).Node("Mul", ["x", "x"], "z").Weight("s", [4], 1f, 1f, 2f, 2f).Node("Upsample", ["z", "s"], "y", Attribute("mode", "linear"))),
        new("Upsample of opset 7", GraphOf(7, 1, 2, 3, 3).Node("Mul", ["x", "x"], "z").Node("Upsample", ["z"], "y", Attribute("scales", [1f, 1f, 2f, 3f]))),
        new("Resize of opset 10", GraphOf(10, 1, 2, 3, 3).Node("Mul", ["x", "x"], "z").Weight("s", [4], 1f, 1f, 2f, 2f).Node("Resize", ["z", "s"], "y", Attribute("mode", "linear"))),
    ];

    private static Fixtures.ModelBuilder Squared(params object[] dimensions) => Graph(dimensions).Node("Mul", ["x", "x"], "z");

    private static GradientCase Slice(string name, long[] starts, long[] ends, long[] axes, long[] steps) => new($"Slice {name}", Squared(5, 2, 4)
        .Weight("s", [starts.Length], starts).Weight("e", [ends.Length], ends).Weight("a", [axes.Length], axes).Weight("d", [steps.Length], steps)
        .Node("Slice", ["z", "s", "e", "a", "d"], "y"));

    private static GradientCase Pad(string mode, long[] pads) =>
        new($"Pad {mode} {string.Join(' ', pads)}", Squared(2, 3, 4).Weight("p", [6], pads).Node("Pad", ["z", "p"], "y", Attribute("mode", mode)));

    private static GradientCase Scatter(string operation, string reduction, long[] dimensions, long[] places) => new(
        $"{operation} with reduction {reduction}", Graph(3, 4).Node("Exp", ["x"], "e").Weight("r", [1], 2L).Weight("zero", [1], 0L).Weight("one", [1], 1L)
            .Weight("cut", [1], operation == "ScatterND" ? 4L : 2L).Weight("rows", [1], operation == "ScatterND" ? 2L : 1L)
            .Node("Slice", ["e", "zero", "rows", "zero"], "top").Node("Slice", ["top", "zero", "cut", "one"], "u")
            .Weight("i", dimensions, places).Node(operation, ["x", "i", "u"], "z", Attribute("reduction", reduction)).Node("Mul", ["z", "z"], "y"));

    private static GradientCase Resize(string name, float[] scales, params AttributeProto[] attributes) =>
        new($"Resize {name}", Squared(1, 2, 4, 5).Weight("s", [4], scales).Node("Resize", ["z", "", "s"], "y", attributes));
}
