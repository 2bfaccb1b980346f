using System.Globalization;
using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs.Checks;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Graphs;

/// <summary>
/// Copies the tensors of a model that lie in other files into one file beside a changed copy of it, one after the other, so that
/// no more than one is in memory; tensors can be changed on the way.
/// </summary>
/// <param name="folder">The folder of the model, which was read and checked (<see cref="ModelFile.Read"/>).</param>
/// <param name="destination">The file to write.</param>
internal sealed class ExternalCopy(string folder, string destination) : IDisposable
{
    // The runtime may map a file into memory page by page.
    private const int Page = 4096;

    private readonly FileStream _stream = File.Create(destination);
    private readonly Dictionary<string, (long Offset, long Length)> _places = new(StringComparer.Ordinal);
    private readonly HashSet<TensorProto> _moved = new(ReferenceEqualityComparer.Instance);

    /// <summary>Copies a tensor, and makes it say where it lies now. One that shares its place with another stays one with it.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="change">Changes its bytes; null to leave them.</param>
    /// <exception cref="UserException">The tensor is larger than 2 GB.</exception>
    public void Move(TensorProto tensor, Action<byte[]>? change = null)
    {
        var place = ExternalData.PlaceOf(tensor);
        if (!_places.TryGetValue(place, out var moved))
        {
            var bytes = Read(tensor);
            change?.Invoke(bytes);
            _stream.Position = (_stream.Length + Page - 1) / Page * Page;
            _places[place] = moved = (_stream.Position, bytes.Length);
            _stream.Write(bytes);
        }

        _moved.Add(tensor);
        tensor.ExternalData.Clear();
        Say("location", Path.GetFileName(destination));
        Say("offset", moved.Offset.ToString(CultureInfo.InvariantCulture));
        Say("length", moved.Length.ToString(CultureInfo.InvariantCulture));

        void Say(string key, string value) => tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
    }

    /// <summary>Copies all tensors that were not copied yet.</summary>
    public void MoveRest(ModelProto model)
    {
        foreach (var tensor in GraphWalk.Tensors(model).Where(tensor => ExternalData.IsExternal(tensor) && !_moved.Contains(tensor)).ToList()) Move(tensor);
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private byte[] Read(TensorProto tensor)
    {
        var length = (long)TensorSize.Bytes(tensor.DataType, TensorSize.Count(tensor.Dims)!.Value)!.Value;
        if (length > Array.MaxLength) throw new UserException($"tensor '{tensor.Name}' has {length} bytes, too many to be changed in memory");
        using var file = File.OpenHandle(Path.Combine(folder, ExternalData.LocationOf(tensor)!));
        var bytes = new byte[length];
        var offset = tensor.ExternalData.FirstOrDefault(entry => entry.Key == "offset")?.Value ?? "0";
        if (RandomAccess.Read(file, bytes, long.Parse(offset, CultureInfo.InvariantCulture)) != length) throw new UserException($"tensor '{tensor.Name}': its file was cut short");
        return bytes;
    }
}
