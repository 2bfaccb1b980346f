using EvalKit.Core.Errors;
using EvalKit.Core.Store;

namespace EvalKit.Core.Tests.Store;

public sealed class UnwritableTests
{
    [Fact]
    public void A_full_disk_is_what_a_retry_may_mend()
    {
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var problem = Assert.Throws<IOException>(() => full.WriteByte(0));
        Assert.Equal(
            "unit: cannot be written: the disk is full; free some space, and run the same command again: what is finished is kept",
            Assert.IsType<RetryException>(Unwritable.Of("unit", problem)).Message);
    }

    [Fact]
    public void A_folder_without_permission_is_not() => Assert.IsType<UserException>(Unwritable.Of("unit", new UnauthorizedAccessException("Access is denied.")));
}
