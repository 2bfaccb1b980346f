using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs.Schema;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace EvalKit.Onnx.Graphs.Checks;

/// <summary>
/// Counts the messages of a file (nodes, attributes, tensors, …) before it is parsed. An empty one takes two bytes in the file, but
/// a hundred times as many in memory.
/// </summary>
/// <param name="path">The file, for messages.</param>
internal sealed class MessageCount(string path)
{
    // About a gigabyte in memory; a graph of a hundred thousand nodes has a million or two.
    private const int Most = 5_000_000;

    // What lies deeper is refused by the parser.
    private const int Deepest = 100;

    private int _messages;

    /// <summary>Counts, and leaves the stream at its beginning.</summary>
    /// <exception cref="UserException">There are too many.</exception>
    /// <exception cref="InvalidProtocolBufferException">The file is no such format.</exception>
    public void Check(Stream stream)
    {
        using (var input = new CodedInputStream(stream, leaveOpen: true)) Count(input, ModelProto.Descriptor, long.MaxValue, depth: 0);
        stream.Position = 0;
    }

    private void Count(CodedInputStream input, MessageDescriptor message, long end, int depth)
    {
        if (++_messages > Most) throw new UserException($"{path}: the file has more than {Most} parts (nodes, attributes, tensors, …), the most that is read");
        while (input.Position < end && input.ReadTag() is > 0 and var tag)
        {
            var field = WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited ? message.FindFieldByNumber(WireFormat.GetTagFieldNumber(tag)) : null;
            if (field is { FieldType: FieldType.Message } && depth < Deepest)
            {
                var length = input.ReadLength();
                Count(input, field.MessageType, input.Position + length, depth + 1);
            }
            else
            {
                input.SkipLastField();
            }
        }
    }
}
