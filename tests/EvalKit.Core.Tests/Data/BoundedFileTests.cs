using EvalKit.Core.Data;
using EvalKit.Core.Errors;

namespace EvalKit.Core.Tests.Data;

public sealed class BoundedFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("")]
    [InlineData("one")]
    [InlineData("one\n")]
    [InlineData("one\ntwo\r\nthree\rfour")]
    [InlineData("\n\n\r\n\r\r\n")]
    [InlineData("a\r\n\nb\n\rc")]
    public void Lines_are_those_of_the_library(string text)
    {
        File.WriteAllText(_path, text);
        Assert.Equal(File.ReadLines(_path), BoundedFile.ReadLines(_path));
    }

    [Fact]
    public void Lines_are_whole_across_the_buffer()
    {
        // Every line ends at another place of the buffer of 4,096 characters, its two ends among them.
        File.WriteAllText(_path, string.Join("\r\n", Enumerable.Range(4000, 200).Select(length => new string('x', length))));
        Assert.Equal(Enumerable.Range(4000, 200), BoundedFile.ReadLines(_path).Select(line => line.Length));
    }

    [Fact]
    public void An_endless_line_is_refused()
    {
        File.WriteAllText(_path, "short\n" + new string('x', 5000));
        var error = Assert.Throws<UserException>(() => BoundedFile.ReadLines(_path, longest: 4999).Count());
        Assert.Equal($"{_path}:2: the line has more than 4,999 characters, the most that is read", error.Message);
    }

    [Fact]
    public void A_file_that_is_too_long_is_refused()
    {
        File.WriteAllText(_path, "12345");
        Assert.Equal("12345"u8.ToArray(), BoundedFile.ReadBytes(_path, 5));
        Assert.Equal($"{_path}: the file has 5 bytes; allowed: at most 4", Assert.Throws<UserException>(() => BoundedFile.ReadBytes(_path, 4)).Message);
    }

    [Fact]
    public void What_has_no_end_counts_as_empty()
    {
        Assert.Empty(BoundedFile.ReadLines("/dev/zero"));
        Assert.Empty(BoundedFile.ReadBytes("/dev/zero", 10));
        Assert.Equal("/dev/zero: the file is empty (or a pipe or device, which is not read)", Assert.Throws<UserException>(() => BoundedFile.Open("/dev/zero")).Message);
    }
}
