namespace EvalKit.Core.Models;

/// <summary>What a model's file says of it, exactly and without any data.</summary>
/// <param name="Path">The file.</param>
/// <param name="Sha256">The hash of the file and of its external data, lower-case hex.</param>
/// <param name="Bytes">The size of the file and of its external data.</param>
/// <param name="Opset">The version of the default operator set.</param>
/// <param name="Producer">The tool that wrote it, with its version; empty where it does not say.</param>
/// <param name="Inputs">The inputs that a caller must give (initialisers left out).</param>
/// <param name="Outputs">The outputs.</param>
/// <param name="Parameters">The numbers in its weights, a tied tensor once; shape and index constants and quantisation scales are not weights.</param>
/// <param name="Macs">Multiply–accumulate operations for one sample.</param>
/// <param name="MacsByOperator">The same by operator, in ordinal order.</param>
/// <param name="Activations">The numbers in all intermediate tensors for one sample.</param>
/// <param name="Operators">How often each operator occurs (<c>domain:Name</c> outside the default domain), in ordinal order.</param>
/// <param name="Metadata">The file's own metadata.</param>
public sealed record ModelFacts(
    string Path,
    string Sha256,
    long Bytes,
    int Opset,
    string Producer,
    IReadOnlyList<TensorFacts> Inputs,
    IReadOnlyList<TensorFacts> Outputs,
    long Parameters,
    long Macs,
    IReadOnlyDictionary<string, long> MacsByOperator,
    long Activations,
    IReadOnlyDictionary<string, int> Operators,
    IReadOnlyDictionary<string, string> Metadata);

/// <summary>An input or output of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">Its element type in ONNX's words, such as <c>float16</c>.</param>
/// <param name="Dimensions">Its dimensions: a number, or a symbol where it is free (<c>?</c> where unnamed).</param>
public sealed record TensorFacts(string Name, string ElementType, IReadOnlyList<string> Dimensions);
