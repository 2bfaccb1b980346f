using EvalKit.Core.Randomness;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace EvalKit.Benchmarks.Fuzzing;

/// <summary>
/// Changes models in their structure: any field of any message takes an extreme or another's value, parts are doubled, taken away,
/// exchanged or taken from another model, and tensors point to files that they should not.
/// </summary>
internal static class ModelMutation
{
    private const int MostSteps = 3;

    // One tensor in so many changed models comes to lie in another file.
    private const int ExternalEvery = 8;

    private static readonly string[] Texts =
        ["", "x", "\0", "../../x", "/etc/hostname", "ai.onnx.ml", "com.microsoft", "com.stranger", "\u001b[2J", "%s%n", "ß漢字", new string('n', 5000), "Loop", "If", "ConstantOfShape", "Expand", "Tile", "Einsum"];

    /// <summary>Changes a model in one to three places.</summary>
    /// <param name="model">The model; changed in place.</param>
    /// <param name="other">Another, of which parts are taken.</param>
    /// <param name="random">Decides where and how.</param>
    public static void Apply(ModelProto model, ModelProto other, ref RandomStream random)
    {
        for (var step = 1 + random.NextInt(MostSteps); step > 0; step--)
        {
            if (random.NextInt(ExternalEvery) == 0) MoveOut(model, ref random);
            else ChangeField(model, other, ref random);
        }
    }

    /// <summary>Lets a tensor lie in another file, mostly one that it should not.</summary>
    public static void MoveOut(ModelProto model, ref RandomStream random)
    {
        if (Pick([.. GraphWalk.Tensors(model)], ref random) is not { } tensor) return;
        var length = tensor.RawData.Length;
        if (random.NextInt(4) > 0) tensor.ClearRawData();
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        Say(tensor, "location", HostileFolder.Places[random.NextInt(HostileFolder.Places.Count)]);
        if (random.NextInt(3) > 0) Say(tensor, "offset", $"{(random.NextInt(2) == 0 ? 0 : ByteMutation.Extreme(ref random))}");
        if (random.NextInt(3) > 0) Say(tensor, "length", $"{(random.NextInt(2) == 0 ? length : ByteMutation.Extreme(ref random))}");
    }

    private static void Say(TensorProto tensor, string key, string value) => tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });

    private static void ChangeField(ModelProto model, ModelProto other, ref RandomStream random)
    {
        var messages = Messages(model).ToList();
        var message = messages[random.NextInt(messages.Count)];
        var fields = message.Descriptor.Fields.InFieldNumberOrder();
        var written = fields.Where(field => field.IsRepeated ? ((System.Collections.IList)field.Accessor.GetValue(message)).Count > 0 : field.Accessor.GetValue(message) is not (null or 0L or "")).ToList();
        var field = written.Count > 0 && random.NextInt(4) > 0 ? written[random.NextInt(written.Count)] : fields[random.NextInt(fields.Count)];
        if (field.IsRepeated) ChangeList(field, (System.Collections.IList)field.Accessor.GetValue(message), model, other, ref random);
        else if (Value(field, field.Accessor.GetValue(message), model, other, ref random) is { } value) field.Accessor.SetValue(message, value);
        else field.Accessor.Clear(message);
    }

    private static void ChangeList(FieldDescriptor field, System.Collections.IList list, ModelProto model, ModelProto other, ref RandomStream random)
    {
        var (i, j) = list.Count == 0 ? (0, 0) : (random.NextInt(list.Count), random.NextInt(list.Count));
        var change = list.Count == 0 ? 4 : random.NextInt(6);
        if (change == 0) list.RemoveAt(i);
        else if (change == 1) list.Insert(j, Copy(list[i]!));
        else if (change == 2) (list[i], list[j]) = (list[j], list[i]);
        else if (change == 3 && list.Count < 10_000) for (var count = 1 << random.NextInt(8); count > 0; count--) list.Add(Copy(list[i]!));
        else if (Value(field, list.Count == 0 ? null : list[i], model, other, ref random) is not { } value) return;
        else if (list.Count == 0 || change == 4) list.Insert(i, value);
        else list[i] = value;
    }

    private static object? Value(FieldDescriptor field, object? now, ModelProto model, ModelProto other, ref RandomStream random)
    {
        switch (field.FieldType)
        {
            case FieldType.Int64:
                return random.NextInt(3) == 0 ? (now is long value ? value : 0) + random.NextInt(5) - 2 : ByteMutation.Extreme(ref random);
            case FieldType.Int32:
                return (int)ByteMutation.Extreme(ref random);
            case FieldType.UInt64:
                return (ulong)ByteMutation.Extreme(ref random);
            case FieldType.Float:
                return (float)BitConverter.Int64BitsToDouble((long)random.NextBits());
            case FieldType.Double:
                return BitConverter.Int64BitsToDouble((long)random.NextBits());
            case FieldType.Enum:
                return Enum.ToObject(field.EnumType.ClrType, random.NextInt(30));
            case FieldType.String:
                // Often a name of the model, so that what was apart meets.
                var names = random.NextInt(2) == 0 ? Texts : [.. GraphWalk.Nodes(model).SelectMany(node => node.Input.Concat(node.Output).Append(node.OpType))];
                return names.Length == 0 ? "" : names[random.NextInt(names.Length)];
            case FieldType.Bytes:
                return ByteString.CopyFrom(ByteMutation.Apply(now is ByteString { Length: > 0 and < 4096 } bytes ? bytes.ToByteArray() : [1, 2, 3, 4], [0, 0, 0x80, 0x3f], ref random));
            case FieldType.Message:
                var alike = Messages(random.NextInt(2) == 0 ? model : other).Where(message => message.Descriptor == field.MessageType).ToList();
                return alike.Count == 0 ? field.MessageType.Parser.ParseFrom(ByteString.Empty) : Copy(alike[random.NextInt(alike.Count)]);
            default:
                return null;
        }
    }

    private static IEnumerable<IMessage> Messages(IMessage message)
    {
        yield return message;
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder().Where(field => field.FieldType == FieldType.Message))
        {
            var value = field.Accessor.GetValue(message);
            var parts = value is System.Collections.IList list ? list.Cast<IMessage>() : value is IMessage part ? [part] : [];
            foreach (var inner in parts.SelectMany(Messages)) yield return inner;
        }
    }

    // Through bytes, since what is copied may be part of what it is put into.
    private static object Copy(object value) => value is IMessage message ? message.Descriptor.Parser.ParseFrom(message.ToByteString()) : value;

    private static T? Pick<T>(T[] values, ref RandomStream random)
        where T : class => values.Length == 0 ? null : values[random.NextInt(values.Length)];
}
