using System.Runtime.InteropServices;
using EvalKit.Core.Randomness;
using EvalKit.Onnx.Graphs.Schema;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace EvalKit.Onnx.Graphs;

/// <summary>
/// Permutes the numbers of each weight tensor (<see cref="WeightCount"/>), in the layers nearest to the output: the cascading
/// randomisation of Adebayo et al. 2018, section 3. A layer is a node that computes with weights on something that depends on the
/// input; tensors that pass others on the way there (a dequantisation, a transposition) belong to it.
/// </summary>
internal static class WeightPermutation
{
    /// <summary>Permutes.</summary>
    /// <param name="model">The model, changed in place.</param>
    /// <param name="share">Which share of the layers, above 0 to 1; rounded up to whole layers.</param>
    /// <param name="key">The key of the random stream.</param>
    /// <param name="external">Copies the weights that lie in other files; null where none does.</param>
    /// <returns>The number of tensors permuted.</returns>
    public static int Apply(ModelProto model, double share, ulong key, ExternalCopy? external = null)
    {
        var places = new LayerPlaces(model.Graph);
        var layers = WeightCount.Weights(model)
            .GroupBy(weight => places.Of(weight.Stored), weight => weight.Tensor)
            .OrderByDescending(layer => layer.Key)
            .ToList();
        var tensors = layers.Take((int)Math.Ceiling(share * layers.Count)).SelectMany(layer => layer).ToList();
        foreach (var (tensor, index) in tensors.Select((tensor, index) => (tensor, index)))
        {
            var name = tensor.Name.Length > 0 ? tensor.Name : $"constant {index}";
            var random = new RandomStream(RandomStream.KeyOf(key, name, 0, ""));
            if (ExternalData.IsExternal(tensor)) external!.Move(tensor, bytes => Shuffle(bytes, tensor, random));
            else Shuffle(tensor, random);
        }

        return tensors.Count;
    }

    private static void Shuffle(TensorProto tensor, RandomStream random)
    {
        if (!tensor.HasRawData)
        {
            Shuffle(tensor.FloatData, random);
            Shuffle(tensor.DoubleData, random);
            Shuffle(tensor.Int32Data, random);
            return;
        }

        var bytes = tensor.RawData.ToByteArray();
        Shuffle(bytes, tensor, random);
        tensor.RawData = ByteString.CopyFrom(bytes);
    }

    private static void Shuffle(byte[] bytes, TensorProto tensor, RandomStream random)
    {
        var count = tensor.Dims.Aggregate(1L, (product, dimension) => product * dimension);
        switch (bytes.Length / Math.Max(1, count))
        {
            case 1:
                random.Shuffle<byte>(bytes);
                break;
            case 2:
                random.Shuffle<short>(MemoryMarshal.Cast<byte, short>(bytes.AsSpan()));
                break;
            case 4:
                random.Shuffle<int>(MemoryMarshal.Cast<byte, int>(bytes.AsSpan()));
                break;
            case 8:
                random.Shuffle<long>(MemoryMarshal.Cast<byte, long>(bytes.AsSpan()));
                break;
        }
    }

    private static void Shuffle<T>(RepeatedField<T> values, RandomStream random)
    {
        var shuffled = values.ToArray();
        random.Shuffle<T>(shuffled);
        values.Clear();
        values.AddRange(shuffled);
    }

    /// <summary>Where in the graph's order a stored tensor meets what depends on the input.</summary>
    private sealed class LayerPlaces
    {
        private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

        public LayerPlaces(GraphProto graph)
        {
            var stored = graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
            var dependent = graph.Input.Select(input => input.Name).Where(name => !stored.Contains(name)).ToHashSet(StringComparer.Ordinal);
            foreach (var node in graph.Node.Where(node => Inputs(node).Any(dependent.Contains))) dependent.UnionWith(node.Output);

            // Backwards, so that what a node makes of stored tensors has its place before they ask for it; the first use counts.
            for (var i = graph.Node.Count - 1; i >= 0; i--)
            {
                var node = graph.Node[i];
                var place = Inputs(node).Any(dependent.Contains) ? i : node.Output.Select(Of).DefaultIfEmpty(i).Min();
                foreach (var name in Inputs(node)) _places[name] = Math.Min(place, Of(name));
            }
        }

        public int Of(string tensor) => _places.GetValueOrDefault(tensor, int.MaxValue);

        private static IEnumerable<string> Inputs(NodeProto node) =>
            node.Input.Concat(GraphWalk.Bodies(node).SelectMany(GraphWalk.Nodes).SelectMany(inner => inner.Input));
    }
}
