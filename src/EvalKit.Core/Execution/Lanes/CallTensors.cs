using System.Buffers;
using EvalKit.Core.Models;

namespace EvalKit.Core.Execution.Lanes;

/// <summary>The numbers of a call and of its answer, in memory that grows and is used again.</summary>
internal sealed class CallTensors : IDisposable
{
    private float[] _pictures = [];
    private float[] _references = [];
    private float[] _seeds = [];
    private float[] _results = [];
    private FeatureMap[] _maps = [];

    /// <summary>The number of pictures.</summary>
    public int Count { get; private set; }

    /// <summary>Makes room for a call; what was there is lost.</summary>
    public void Resize(in ModelCall call, int count)
    {
        Count = count;
        Grow(ref _pictures, count * call.PictureLength);
        Grow(ref _references, count * call.ReferenceLength);
        Grow(ref _seeds, count * call.SeedLength);
        Grow(ref _results, count * call.ResultLength);
        if (_maps.Length < count * call.MapCount) _maps = new FeatureMap[count];
    }

    /// <summary>The pictures of a part.</summary>
    public Span<float> Pictures(in ModelCall call, int start, int count) => Part(_pictures, call.PictureLength, start, count);

    /// <summary>What the pictures of a part are compared with; empty where they are not.</summary>
    public Span<float> References(in ModelCall call, int start, int count) => Part(_references, call.ReferenceLength, start, count);

    /// <summary>The seeds of a part; empty where there are none.</summary>
    public Span<float> Seeds(in ModelCall call, int start, int count) => Part(_seeds, call.SeedLength, start, count);

    /// <summary>The results of a part.</summary>
    public Span<float> Results(in ModelCall call, int start, int count) => Part(_results, call.ResultLength, start, count);

    /// <summary>The maps of a part; empty where none are asked.</summary>
    public Span<FeatureMap> Maps(in ModelCall call, int start, int count) => _maps.AsSpan(start * call.MapCount, count * call.MapCount);

    /// <summary>Asks for the results of a part.</summary>
    public void Run(in ModelCall call, int start, int count, CancellationToken cancellation) => call.Run(
        Pictures(call, start, count), References(call, start, count), Seeds(call, start, count), Results(call, start, count), Maps(call, start, count), cancellation);

    /// <summary>Takes over what is asked in a part of other tensors.</summary>
    public void Take(in ModelCall call, int start, CallTensors from, int first, int count)
    {
        from.Pictures(call, first, count).CopyTo(Pictures(call, start, count));
        from.References(call, first, count).CopyTo(References(call, start, count));
        from.Seeds(call, first, count).CopyTo(Seeds(call, start, count));
    }

    /// <summary>Gives the results of a part to other tensors.</summary>
    public void Give(in ModelCall call, int start, CallTensors to, int first, int count)
    {
        Results(call, start, count).CopyTo(to.Results(call, first, count));
        Maps(call, start, count).CopyTo(to.Maps(call, first, count));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var array in (float[][])[_pictures, _references, _seeds, _results]) Return(array);
        (_pictures, _references, _seeds, _results) = ([], [], [], []);
    }

    private static Span<float> Part(float[] numbers, int length, int start, int count) => numbers.AsSpan(start * length, count * length);

    private static void Grow(ref float[] numbers, int length)
    {
        if (numbers.Length >= length) return;
        Return(numbers);
        numbers = ArrayPool<float>.Shared.Rent(length);
    }

    private static void Return(float[] numbers)
    {
        if (numbers.Length > 0) ArrayPool<float>.Shared.Return(numbers);
    }
}
