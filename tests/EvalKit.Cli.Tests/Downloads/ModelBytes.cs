using System.Text;

namespace EvalKit.Cli.Tests.Downloads;

/// <summary>Small ONNX files, written by hand after the protobuf encoding of onnx.proto.</summary>
internal static class ModelBytes
{
    private const int IrVersion = 1 << 3, Graph = (7 << 3) | 2, Initializer = (5 << 3) | 2, Name = (8 << 3) | 2, DataLocation = 14 << 3, Entry = (13 << 3) | 2, Key = (1 << 3) | 2, Value = (2 << 3) | 2;

    /// <summary>A model with one tensor, kept in a file of its own.</summary>
    /// <param name="location">Where the model says that the file is.</param>
    public static byte[] WithTensorIn(string location) =>
    [
        IrVersion, 8,
        .. Field(Graph, [.. Field(Initializer, [.. Field(Name, "weights"u8.ToArray()), DataLocation, 1, .. Field(Entry, [.. Field(Key, "location"u8.ToArray()), .. Field(Value, Encoding.UTF8.GetBytes(location))])])]),
    ];

    private static byte[] Field(int tag, byte[] content) => [(byte)tag, checked((byte)content.Length), .. content];
}
