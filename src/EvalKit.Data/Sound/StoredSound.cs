using System.Buffers.Binary;
using System.Text;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Data.Readers;

namespace EvalKit.Data.Sound;

/// <summary>The sound of a WAV file, whole in memory.</summary>
/// <param name="Input">What the user named.</param>
/// <param name="Id">The sample's identity, which keys its random streams: the file's name.</param>
/// <param name="Name">A name for the files made from it: that of its file without extension.</param>
/// <param name="Format">How the file stores values.</param>
/// <param name="Channels">The number of channels.</param>
/// <param name="SampleRate">Values a second of each channel.</param>
/// <param name="Values">[channels, length], full scale −1 to 1.</param>
public sealed record StoredSound(string Input, string Id, string Name, SampleFormat Format, int Channels, int SampleRate, float[] Values)
{
    // Three quarters of an hour of CD sound; the whole sound is in memory, and its perturbed copies.
    private const int MostBytes = 512 << 20;
    private const int HeaderLength = 44;
    private const int FullScale = 32768;

    /// <summary>The number of values of each channel.</summary>
    public int Length => Values.Length / Channels;

    /// <summary>Reads a WAV file (RIFF) of 16-bit PCM or 32-bit float.</summary>
    /// <exception cref="UserException">The file is missing, is no such file, or holds no sound.</exception>
    public static StoredSound Load(string input)
    {
        var path = DataFile.Find("", input);
        ReadOnlySpan<byte> file = BoundedFile.ReadBytes(path, MostBytes);
        if (file.Length < 12 || !file.StartsWith("RIFF"u8) || !file[8..12].SequenceEqual("WAVE"u8))
            throw new UserException($"{path}: is no WAV file (it begins with {Described(file)}, not with RIFF and WAVE)");
        var format = Chunk(file, "fmt "u8);
        var data = Chunk(file, "data"u8);
        if (format.Length < 16 || data.IsEmpty) throw new UserException($"{path}: is a damaged WAV file, or holds no sound (a part 'fmt ' and one 'data' are needed)");

        // 65,534 says that the sort stands further on (WAVE_FORMAT_EXTENSIBLE).
        int sort = BinaryPrimitives.ReadUInt16LittleEndian(format);
        if (sort == 0xFFFE && format.Length >= 26) sort = BinaryPrimitives.ReadUInt16LittleEndian(format[24..]);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
        var rate = BinaryPrimitives.ReadInt32LittleEndian(format[4..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        SampleFormat stored = (sort, bits) switch
        {
            (1, 16) => SampleFormat.Pcm16,
            (3, 32) => SampleFormat.Ieee32,
            _ => throw new UserException($"{path}: stores {bits}-bit values of the sort {sort}; allowed: 16-bit PCM (1) and 32-bit float (3)"),
        };
        if (channels == 0 || rate <= 0) throw new UserException($"{path}: is a damaged WAV file ({channels} channels at {rate} Hz)");
        var length = data.Length / (channels * bits / 8);
        if (length == 0) throw new UserException($"{path}: holds no sound");
        var values = new float[channels * length];
        for (var i = 0; i < values.Length; i++)
        {
            // Channels take turns in the file.
            values[(i % channels * length) + (i / channels)] = stored == SampleFormat.Pcm16
                ? BinaryPrimitives.ReadInt16LittleEndian(data[(2 * i)..]) / (float)FullScale
                : BinaryPrimitives.ReadSingleLittleEndian(data[(4 * i)..]);
        }

        return Array.TrueForAll(values, float.IsFinite)
            ? new(input, Path.GetFileName(path), Path.GetFileNameWithoutExtension(path), stored, channels, rate, values)
            : throw new UserException($"{path}: holds values that are no numbers");
    }

    /// <summary>Writes values of the same shape in the file's format.</summary>
    /// <param name="destination">Receives a WAV file.</param>
    /// <param name="values">[channels, length].</param>
    /// <returns>How many values were beyond full scale and had to be clipped; none where the format is float.</returns>
    public int Write(Stream destination, ReadOnlySpan<float> values)
    {
        var bytes = Format == SampleFormat.Pcm16 ? 2 : 4;
        var file = new byte[HeaderLength + (bytes * values.Length)];
        WriteHeader(file, bytes);
        var clipped = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[(i % Channels * Length) + (i / Channels)];
            var place = file.AsSpan(HeaderLength + (bytes * i));
            if (Format == SampleFormat.Ieee32)
            {
                BinaryPrimitives.WriteSingleLittleEndian(place, value);
                continue;
            }

            var level = MathF.Round(value * FullScale);
            if (level is < -FullScale or > FullScale - 1) clipped++;
            BinaryPrimitives.WriteInt16LittleEndian(place, (short)Math.Clamp(level, -FullScale, FullScale - 1));
        }

        destination.Write(file);
        return clipped;
    }

    private void WriteHeader(Span<byte> file, int bytes)
    {
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(file[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(file[20..], (short)(Format == SampleFormat.Pcm16 ? 1 : 3));
        BinaryPrimitives.WriteInt16LittleEndian(file[22..], (short)Channels);
        BinaryPrimitives.WriteInt32LittleEndian(file[24..], SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(file[28..], SampleRate * Channels * bytes);
        BinaryPrimitives.WriteInt16LittleEndian(file[32..], (short)(Channels * bytes));
        BinaryPrimitives.WriteInt16LittleEndian(file[34..], (short)(8 * bytes));
        "data"u8.CopyTo(file[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[40..], file.Length - HeaderLength);
    }

    // The content of the first part of a name, cut where the file ends; nothing where there is none.
    private static ReadOnlySpan<byte> Chunk(ReadOnlySpan<byte> file, ReadOnlySpan<byte> name)
    {
        for (long place = 12; place + 8 <= file.Length;)
        {
            var content = file[((int)place + 8)..];
            long size = BinaryPrimitives.ReadUInt32LittleEndian(file[((int)place + 4)..]);
            if (file.Slice((int)place, 4).SequenceEqual(name)) return content[..(int)Math.Min(size, content.Length)];

            // Parts begin at even places.
            place += 8 + size + (size % 2);
        }

        return [];
    }

    private static string Described(ReadOnlySpan<byte> file) => file.Length < 4 ? $"{file.Length} bytes in all"
        : file[..4].ContainsAnyExceptInRange((byte)' ', (byte)'~') ? $"the bytes {Convert.ToHexString(file[..4])}"
        : $"'{Encoding.ASCII.GetString(file[..4])}'";
}
