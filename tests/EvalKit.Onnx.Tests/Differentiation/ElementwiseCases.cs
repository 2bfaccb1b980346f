using static EvalKit.Onnx.Tests.Differentiation.GradientCase;
using static EvalKit.Onnx.Tests.Fixtures.ModelBuilder;
using AttributeProto = EvalKit.Onnx.Graphs.Schema.AttributeProto;

namespace EvalKit.Onnx.Tests.Differentiation;

/// <summary>Operators that act on each number by itself, and arithmetic with broadcasting.</summary>
internal static class ElementwiseCases
{
    public static IEnumerable<GradientCase> All =>
    [
        .. new[] { "Exp", "Neg", "Abs", "Erf", "Sin", "Cos", "Atan", "Sinh", "Cosh", "Tanh", "Asinh", "Relu", "LeakyRelu", "Elu", "Selu", "Celu", "Sigmoid", "Softsign", "Softplus", "Mish", "Gelu", "Identity" }.Select(operation => Unary(operation)),
        .. new[] { "Log", "Sqrt", "Reciprocal" }.Select(operation => Unary(operation) with { Low = 0.5f, High = 3 }),
        .. new[] { "Tan", "Asin", "Acos", "Atanh" }.Select(operation => Unary(operation) with { Low = -0.9f, High = 0.9f }),
        Unary("Acosh") with { Low = 1.2f, High = 3 },
        Unary("Gelu", Attribute("approximate", "tanh")),
        Unary("HardSigmoid", Attribute("alpha", 0.5f), Attribute("beta", 0.513f)),
        Unary("HardSigmoid", Attribute("alpha", 1.25f), Attribute("beta", 0.513f)) with { Name = "HardSigmoid that is steep" },
        Unary("HardSwish") with { Low = -5, High = 5.01f },
        Unary("ThresholdedRelu", Attribute("alpha", 0.8333f)),
        Unary("Shrink", Attribute("lambd", 0.713f), Attribute("bias", 0.1f)),
        Unary("LeakyRelu", Attribute("alpha", 0.3f)),
        Unary("Elu", Attribute("alpha", 0.7f)),
        Unary("Celu", Attribute("alpha", 0.7f)),
        new("Cast to integers and back has no gradient, the rest has", Graph(2, 3)
            .Node("Floor", ["x"], "f").Node("Sub", ["x", "f"], "s").Node("Mul", ["x", "s"], "y"), 0.05f, 0.95f),
        new("Clip", Graph(2, 3, 4).Weight("a", [], -0.8333f).Weight("b", [], 1.1667f).Node("Clip", ["x", "a", "b"], "y")),
        new("Clip without a lower bound", Graph(2, 3, 4).Weight("b", [], 1.1667f).Node("Clip", ["x", "", "b"], "y")),
        new("Clip without bounds", Graph(2, 3, 4).Node("Clip", ["x"], "y")),
        new("Clip with huge bounds", Graph(2, 3, 4).Weight("a", [], -3e38f).Weight("b", [], 1e30f).Node("Clip", ["x", "a", "b"], "y")),
        new("Clip of opset 6 has its bounds as attributes", GraphOf(7, 2, 3, 4).Node("Clip", ["x"], "y", Attribute("min", -0.8333f), Attribute("max", 1.1667f))),
        new("Clip by computed bounds", Graph(2, 3, 4)
            .Weight("n", [], -10f).Node("ReduceMin", ["x"], "low", Attribute("keepdims", 0L)).Weight("h", [], 0.513f).Node("Mul", ["low", "h"], "bound")
            .Node("Clip", ["x", "bound"], "y")),
        new("PRelu with a slope a channel", Graph(2, 3, 4).Weight("s", [3, 1], 0.1f, 0.2f, 0.3f).Node("PRelu", ["x", "s"], "y")),
        new("PRelu by a computed slope", Graph(2, 3, 4).Node("Sin", ["x"], "s").Node("PRelu", ["x", "s"], "y")),
        .. new[] { "Add", "Sub", "Mul", "Div", "Max", "Min" }.SelectMany(Binary),
        new("Sum of three with broadcasting", Graph(2, 3, 4).Weight("w", [4], Wave).Node("ReduceSum", ["x"], "r").Node("Sum", ["x", "w", "r"], "y")),
        new("Mean of three with broadcasting", Graph(2, 3, 4).Weight("w", [4], Wave).Node("ReduceSum", ["x"], "r").Node("Mean", ["x", "w", "r"], "y")),
        new("Mean of one", Graph(2, 3).Node("Mean", ["x"], "y")),
        new("Max of one", Graph(2, 3).Node("Max", ["x"], "y")),
        new("Swish as a product", Graph(2, 3, 4).Node("Sigmoid", ["x"], "s").Node("Mul", ["x", "s"], "y")),
        new("Swish as a product, the gate in front and used twice", Graph(2, 3, 4).Node("Sin", ["x"], "i").Node("Sigmoid", ["i"], "s").Node("Mul", ["s", "i"], "p").Node("Add", ["p", "s"], "y")),
        new("Square of a tensor by itself", Graph(2, 3).Node("Mul", ["x", "x"], "y")),
        new("Power of two", Graph(2, 3, 4).Weight("p", [], 2f).Node("Pow", ["x", "p"], "y")),
        new("Power of three, an integer", Graph(2, 3, 4).Weight("p", [], 3L).Node("Pow", ["x", "p"], "y")),
        new("Powers along an axis", Graph(2, 3, 4).Weight("p", [4], 1f, 2f, 0.5f, -1.5f).Node("Pow", ["x", "p"], "y"), 0.5f, 3),
        new("Power with the exponent computed", Graph(2, 3, 4).Weight("b", [], 1.5f).Node("Pow", ["b", "x"], "y")),
        new("Power of a tensor by itself", Graph(2, 3, 4).Node("Pow", ["x", "x"], "y"), 0.5f, 2),
        new("Remainder of division", Graph(2, 3, 4).Weight("m", [], 20f).Node("Mod", ["x", "m"], "z", Attribute("fmod", 1L)).Node("Mul", ["z", "x"], "y"), 0.5f, 3),
        new("Where with broadcasting", Graph(2, 3, 4)
            .Weight("z", [], 0f).Node("Greater", ["x", "z"], "c").Node("Exp", ["x"], "e").Node("ReduceMean", ["x"], "m").Node("Where", ["c", "e", "m"], "y")),
        new("Where against a constant", Graph(2, 3, 4).Weight("z", [], 0f).Weight("k", [1, 4], Wave).Node("Less", ["x", "z"], "c").Node("Where", ["c", "k", "x"], "y")),
        new("Dropout in inference, of opset 7", GraphOf(7, 2, 3).Node("Dropout", ["x"], "d", Attribute("ratio", 0.3f)).Node("Mul", ["d", "x"], "y")),
        new("Dropout in inference, of opset 13", GraphOf(13, 2, 3).Weight("r", [], 0.3f).Node("Dropout", ["x", "r"], "d").Node("Mul", ["d", "x"], "y")),
        new("Softmax over the last axis", Graph(2, 3, 4).Node("Softmax", ["x"], "y")),
        new("Softmax over a negative axis in front", Graph(2, 3, 4).Node("Softmax", ["x"], "y", Attribute("axis", -2L))),
        new("Softmax of opset 11 takes all axes from its own on as one", GraphOf(11, 2, 3, 4).Node("Softmax", ["x"], "y", Attribute("axis", 1L))),
        new("LogSoftmax", Graph(2, 3, 4).Node("LogSoftmax", ["x"], "y", Attribute("axis", 1L))),
        new("LogSoftmax of opset 11", GraphOf(11, 2, 3, 4).Node("LogSoftmax", ["x"], "y")),
    ];

    private static GradientCase Unary(string operation, params AttributeProto[] attributes) =>
        new($"{operation} {string.Join(' ', attributes.Select(attribute => attribute.Name))}", GraphOf(22, 2, 3, 4).Node(operation, ["x"], "y", attributes));

    private static IEnumerable<GradientCase> Binary(string operation) =>
    [
        new($"{operation} with a vector", Graph(2, 3, 4).Weight("w", [4], 1.313f, -0.713f, 0.913f, 2.113f).Node(operation, ["x", "w"], "y")),
        new($"{operation} on the right, repeated over new axes", Graph(3, 1).Weight("w", [2, 3, 4], Wave).Node(operation, ["w", "x"], "y"), 0.5f, 3),
        new($"{operation} of two parts that depend on x", Graph(2, 3, 4).Node("Exp", ["x"], "e").Node("ReduceMean", ["x"], "m").Node(operation, ["m", "e"], "y"), 0.5f, 2),
    ];
}
