using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Backward;

/// <content>Arithmetic value by value, with broadcasting.</content>
internal sealed partial class GraphValue
{
    // A power of two, so that products with it are exact; large enough that any difference of two numbers becomes above 1.
    private const float Steep = 1.2676506e30f;

    // Beyond this a steep line would overflow.
    private const float LargestBound = 1 << 26;

    public static GraphValue operator +(GraphValue a, GraphValue b) => a.With("Add", b);

    public static GraphValue operator -(GraphValue a, GraphValue b) => a.With("Sub", b);

    public static GraphValue operator *(GraphValue a, GraphValue b) => a.With("Mul", b);

    public static GraphValue operator /(GraphValue a, GraphValue b) => a.With("Div", b);

    public static GraphValue operator +(GraphValue a, float b) => a + a.Scalar(b);

    public static GraphValue operator -(GraphValue a, float b) => a - a.Scalar(b);

    public static GraphValue operator -(float a, GraphValue b) => b.Scalar(a) - b;

    public static GraphValue operator *(GraphValue a, float b) => b == 1 ? a : a * a.Scalar(b);

    public static GraphValue operator *(float a, GraphValue b) => b * a;

    public static GraphValue operator /(float a, GraphValue b) => b.Scalar(a) / b;

    public static GraphValue operator /(GraphValue a, float b) => a / a.Scalar(b);

    public static GraphValue operator -(GraphValue a) => a.Map("Neg");

    /// <summary>A power with a constant exponent.</summary>
    public GraphValue Power(float exponent) => exponent switch
    {
        1 => this,
        2 => this * this,
        _ => With("Pow", Scalar(exponent)),
    };

    /// <summary>An operator of one tensor that keeps the shape.</summary>
    public GraphValue Map(string operation) => graph.Call(operation, [this], Dimensions);

    /// <summary>An operator of two tensors that broadcasts.</summary>
    public GraphValue With(string operation, GraphValue other)
    {
        // What was repeated to the other's size is repeated by the operator itself.
        var repeats = Dimensions.AsSpan().SequenceEqual(other.Dimensions);
        var (a, b) = repeats && _unexpanded is { } left ? (left, other) : (this, repeats ? other._unexpanded ?? other : other);
        return graph.Call(operation, [a, b], Broadcast(Dimensions, other.Dimensions));
    }

    /// <summary>This where a condition (a tensor of truth values) holds, else <paramref name="otherwise"/>.</summary>
    public GraphValue Where(GraphValue condition, GraphValue otherwise) =>
        graph.Call("Where", [condition, this, otherwise], Broadcast(Broadcast(Dimensions, condition.Dimensions), otherwise.Dimensions));

    /// <summary>This where a condition holds, else a number.</summary>
    public GraphValue Where(GraphValue condition, float otherwise = 0) => Where(condition, Scalar(otherwise));

    /// <summary>Compares with a number: <c>Greater</c>, <c>Less</c>, …; a tensor of truth values.</summary>
    public GraphValue Compare(string operation, float number) => With(operation, Scalar(number));

    /// <summary>
    /// 1 where the value is above a bound, else 0, exactly. A steep line clipped to 0 … 1 does it without truth values, so that
    /// the runtime may keep a convolution's blocked layout around it.
    /// </summary>
    public GraphValue Above(float bound) => Math.Abs(bound) <= LargestBound
        ? Line(Steep, -Steep * bound)
        : Compare("Greater", bound).AsNumbers();

    /// <summary>1 where the value is below a bound, else 0, exactly.</summary>
    public GraphValue Below(float bound) => Math.Abs(bound) <= LargestBound
        ? Line(-Steep, Steep * bound)
        : Compare("Less", bound).AsNumbers();

    /// <summary>A line, held between 0 and 1.</summary>
    public GraphValue Line(float slope, float start) =>
        graph.Call("HardSigmoid", [this], Dimensions, NodeAttribute.Of("alpha", slope), NodeAttribute.Of("beta", start));

    /// <summary>
    /// A mask of zeros and ones times a number; where that is a share, as another line's slope, since a product with one number
    /// would end a blocked layout.
    /// </summary>
    public GraphValue Scaled(float number) => number is > 0 and <= 1 ? Line(number, 0) : this * number;

    /// <summary>Truth values or integers as numbers.</summary>
    public GraphValue AsNumbers() => graph.Call("Cast", [this], Dimensions, NodeAttribute.Of("to", 1L));

    /// <summary>A constant number of the same graph.</summary>
    public GraphValue Scalar(float number) => graph.Number(number);

    private static long[] Broadcast(long[] a, long[] b)
    {
        var (longer, shorter) = a.Length >= b.Length ? (a, b) : (b, a);
        long[] dimensions = [.. longer];
        for (var i = 1; i <= shorter.Length; i++)
        {
            if (dimensions[^i] == 1) dimensions[^i] = shorter[^i];
        }

        return dimensions;
    }
}
