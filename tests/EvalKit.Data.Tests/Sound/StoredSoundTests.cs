using EvalKit.Core.Errors;
using EvalKit.Data.Sound;

namespace EvalKit.Data.Tests.Sound;

public sealed class StoredSoundTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pcm_is_read_by_channel()
    {
        // Left 0, 1, left 32767; right -32768, 16384, -1; a part that nobody needs, of odd length, stands before the data.
        var sound = Load(Wav(1, 2, 16, [0, 0, 0, 0x80, 1, 0, 0, 0x40, 0xFF, 0x7F, 0xFF, 0xFF], extra: [.. "LIST"u8, 3, 0, 0, 0, 7, 7, 7, 0]));
        Assert.Equal((SampleFormat.Pcm16, 2, 8000, 3), (sound.Format, sound.Channels, sound.SampleRate, sound.Length));
        Assert.Equal([0, 1 / 32768f, 32767 / 32768f, -1, 0.5f, -1 / 32768f], sound.Values);
    }

    [Theory]
    [InlineData(SampleFormat.Pcm16)]
    [InlineData(SampleFormat.Ieee32)]
    public void What_is_written_is_read_again(SampleFormat format)
    {
        var sound = new StoredSound("a", "a", "a", format, 2, 44100, [0, 0.25f, -1, 0.5f, 32767 / 32768f, -0.125f]);
        using var stream = new MemoryStream();
        Assert.Equal(0, sound.Write(stream, sound.Values));
        var again = Load(stream.ToArray());
        Assert.Equal((format, 2, 44100), (again.Format, again.Channels, again.SampleRate));
        Assert.Equal(sound.Values, again.Values);
    }

    [Fact]
    public void Only_integers_are_clipped()
    {
        float[] loud = [1, -1, 2, -2, 0.5f];
        foreach (var (format, clipped, expected) in new[] { (SampleFormat.Pcm16, 3, new float[] { 32767 / 32768f, -1, 32767 / 32768f, -1, 0.5f }), (SampleFormat.Ieee32, 0, loud) })
        {
            using var stream = new MemoryStream();
            Assert.Equal(clipped, new StoredSound("a", "a", "a", format, 1, 8000, loud).Write(stream, loud));
            Assert.Equal(expected, Load(stream.ToArray()).Values);
        }
    }

    [Fact]
    public void The_sort_may_stand_in_the_extension()
    {
        var file = Wav(0xFFFE, 1, 16, [0, 0x40], extensible: true);
        Assert.Equal([0.5f], Load(file).Values);
    }

    [Fact]
    public void Mistakes_are_told()
    {
        Refuses("ID3 mp3 file"u8.ToArray(), "is no WAV file (it begins with 'ID3 '");
        Refuses([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "the bytes 01020304");
        Refuses([], "is no WAV file (it begins with 0 bytes");
        Refuses(Wav(1, 1, 24, [0, 0, 0]), "stores 24-bit values of the sort 1; allowed: 16-bit PCM (1) and 32-bit float (3)");
        Refuses(Wav(1, 1, 16, []), "holds no sound");
        Refuses(Wav(1, 0, 16, [0, 0]), "0 channels");
        Refuses(Wav(3, 1, 32, [0, 0, 0xC0, 0x7F]), "no numbers");
        Refuses(Wav(1, 1, 16, [0, 0])[..30], "is a damaged WAV file");
    }

    private void Refuses(byte[] file, string message) =>
        Assert.Contains(message, Assert.Throws<UserException>(() => Load(file)).Message, StringComparison.Ordinal);

    private StoredSound Load(byte[] file) => StoredSound.Load(_folder.Write("sound.wav", file));

    private static byte[] Wav(int sort, int channels, int bits, byte[] data, byte[]? extra = null, bool extensible = false)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(0);
        writer.Write("WAVEfmt "u8);
        writer.Write(extensible ? 40 : 16);
        writer.Write((short)sort);
        writer.Write((short)channels);
        writer.Write(8000);
        writer.Write(8000 * channels * bits / 8);
        writer.Write((short)(channels * bits / 8));
        writer.Write((short)bits);
        if (extensible)
        {
            writer.Write((short)22);
            writer.Write((short)bits);
            writer.Write(4);
            writer.Write((short)1);
            writer.Write(new byte[14]);
        }

        writer.Write(extra ?? []);
        writer.Write("data"u8);
        writer.Write(data.Length);
        writer.Write(data);
        return stream.ToArray();
    }
}
