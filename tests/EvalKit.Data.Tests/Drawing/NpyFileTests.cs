using System.Text;
using EvalKit.Data.Drawing;

namespace EvalKit.Data.Tests.Drawing;

public sealed class NpyFileTests
{
    [Fact]
    public void The_bytes_are_those_of_numpy()
    {
        using var file = new MemoryStream();
        NpyFile.Write(file, [0f, 1f, 2f, 3f, 4f, 5.5f], 2, 3);

        // As numpy.save of NumPy 1.24 writes np.array([[0, 1, 2], [3, 4, 5.5]], np.float32).
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }".PadRight(117) + "\n";
        byte[] numbers = [0, 0, 0, 0, 0, 0, 0x80, 0x3F, 0, 0, 0, 0x40, 0, 0, 0x40, 0x40, 0, 0, 0x80, 0x40, 0, 0, 0xB0, 0x40];
        Assert.Equal([0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header), .. numbers], file.ToArray());
    }

    [Fact]
    public void Another_number_of_values_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NpyFile.Write(Stream.Null, [1f, 2f, 3f], 2, 2));
}
