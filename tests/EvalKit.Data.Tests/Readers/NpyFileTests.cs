using EvalKit.Core.Errors;
using EvalKit.Data.Readers;

namespace EvalKit.Data.Tests.Readers;

public sealed class NpyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Numbers_are_read_by_position(byte version)
    {
        using var file = NpyFile.Open(_folder.Write("a.npy", Npy.File("|u1", [2, 3], [0, 1, 2, 3, 4, 5], version)));
        Assert.Equal(("|u1", "|u1 [2, 3]"), (file.Type, file.Described));
        var bytes = new byte[3];
        file.Read(2, bytes);
        Assert.Equal([2, 3, 4], bytes);
    }

    /// <summary>The bytes that numpy.save (NumPy 1.24) writes for np.arange(3, dtype=np.int32).</summary>
    [Fact]
    public void A_file_that_numpy_wrote_is_read() => Assert.Equal(
        [0, 1, 2],
        NpyFile.ReadIntegers(_folder.Write("a.npy", Convert.FromBase64String(
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPGk0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAQAAAAIAAAA="))));

    [Fact]
    public void Whole_numbers_of_three_lengths_are_read()
    {
        Assert.Equal([7, 255], NpyFile.ReadIntegers(_folder.Write("a.npy", Npy.File("|u1", [2], [7, 255]))));
        Assert.Equal([258, -1], NpyFile.ReadIntegers(_folder.Write("b.npy", Npy.File("<i4", [2], [2, 1, 0, 0, 255, 255, 255, 255]))));
        Assert.Equal([1L << 40], NpyFile.ReadIntegers(_folder.Write("c.npy", Npy.File("<i8", [1], [0, 0, 0, 0, 0, 1, 0, 0]))));
    }

    [Fact]
    public void What_is_not_read_is_told()
    {
        AssertMessage("not a file of NumPy (.npy)", [.. "PK\u0003\u0004 and more bytes"u8]);
        AssertMessage("the file is empty (or a pipe or device, which is not read)", []);
        AssertMessage("cut short or damaged: by its header |u1 [2, 3] it has 134 bytes, but the file has 133", Npy.File("|u1", [2, 3], new byte[5]));
        AssertMessage("the array is stored in Fortran's order; save it in C's order", Npy.File("|u1", [2, 3], new byte[6], order: "True"));
        AssertMessage("the header is damaged", [0x93, .. "NUMPY"u8, 2, 0, 0, 0, 0, 9, 0, 0]);
        var path = _folder.Write("a.npy", Npy.File("<f8", [1], new byte[8]));
        Assert.Equal($"{path}: holds <f8 [1]; allowed: whole numbers (|u1, <i4 or <i8) [n]", Assert.Throws<UserException>(() => NpyFile.ReadIntegers(path)).Message);
    }

    private void AssertMessage(string message, byte[] content)
    {
        var path = _folder.Write("a.npy", content);
        Assert.Equal($"{path}: {message}", Assert.Throws<UserException>(() => NpyFile.Open(path)).Message);
    }
}
