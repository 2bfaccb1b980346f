using System.Buffers.Binary;
using EvalKit.Core.Randomness;

namespace EvalKit.Benchmarks.Fuzzing;

/// <summary>Damages bytes as broken disks and cut downloads do, and as those who look for holes do.</summary>
internal static class ByteMutation
{
    private const int MostSteps = 4;

    private static readonly long[] Lengths = [0, 1, -1, -2, 127, 128, 255, 256, short.MaxValue, ushort.MaxValue, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 40, long.MaxValue, long.MinValue];

    /// <summary>Numbers at which sizes overflow.</summary>
    public static long Extreme(ref RandomStream random) => Lengths[random.NextInt(Lengths.Length)];

    /// <summary>Damages a copy in one to four places.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="other">Bytes of the same sort, of which parts are put in.</param>
    /// <param name="random">Decides where and how.</param>
    public static byte[] Apply(byte[] source, byte[] other, ref RandomStream random)
    {
        var bytes = source.ToList();
        for (var step = 1 + random.NextInt(MostSteps); step > 0 && bytes.Count > 0; step--)
        {
            // Half of the damage strikes the header, where the sizes are.
            var place = random.NextInt(random.NextInt(2) == 0 ? Math.Min(bytes.Count, 64) : bytes.Count);
            var length = Math.Min(bytes.Count - place, 1 + random.NextInt(1 << random.NextInt(12)));
            switch (random.NextInt(8))
            {
                case 0:
                    bytes[place] ^= (byte)(1 << random.NextInt(8));
                    break;
                case 1:
                    bytes[place] = (byte)random.NextBits();
                    break;
                case 2:
                    bytes.RemoveRange(place, bytes.Count - place);
                    break;
                case 3:
                    bytes.RemoveRange(place, length);
                    break;
                case 4:
                    bytes.InsertRange(place, bytes.GetRange(place, length));
                    break;
                case 5 when other.Length > 0:
                    var start = random.NextInt(other.Length);
                    bytes.InsertRange(place, other.AsSpan(start, Math.Min(other.Length - start, length)).ToArray());
                    break;
                case 6:
                    bytes.InsertRange(place, Enumerable.Repeat((byte)(random.NextInt(2) * 255), length));
                    break;
                default:
                    Overwrite(bytes, place, ref random);
                    break;
            }
        }

        return [.. bytes];
    }

    private static void Overwrite(List<byte> bytes, int place, ref RandomStream random)
    {
        Span<byte> number = stackalloc byte[8];
        var value = Extreme(ref random);
        var width = 1 << random.NextInt(4);
        if (random.NextInt(2) == 0) BinaryPrimitives.WriteInt64LittleEndian(number, value);
        else BinaryPrimitives.WriteInt64BigEndian(number, value << (8 * (8 - width)));
        for (var i = 0; i < width && place + i < bytes.Count; i++) bytes[place + i] = number[i];
    }
}
