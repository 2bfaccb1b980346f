using EvalKit.Core.Errors;
using EvalKit.Core.Store;

namespace EvalKit.Core.Tests.Store;

public sealed class RunStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "unit": "a", "model": null, "what": "clean", "message": "m", "retryable": false }""")]
    [InlineData("""{ "unit": "a", "model": "m", "what": "clean", "message": "m", "retryable": 3 }""")]
    public void A_damaged_failure_names_its_file_and_what_to_do(string text)
    {
        Directory.CreateDirectory(_folder.At("failures"));
        File.WriteAllText(_folder.At("failures/a.json"), text);
        var message = Assert.Throws<UserException>(() => new RunStore(_folder.Path).Failure("a")).Message;
        Assert.StartsWith(_folder.At("failures/a.json") + ": ", message, StringComparison.Ordinal);
        Assert.EndsWith("delete it, and 'evalkit run CONFIG' tries the unit again", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_unit_is_named()
    {
        Directory.CreateDirectory(_folder.At("units"));
        await File.WriteAllTextAsync(_folder.At("units/a.parquet"), "PAR1");
        var damage = await Assert.ThrowsAsync<InvalidDataException>(() => new RunStore(_folder.Path).ReadAsync("a", default));
        Assert.Equal(_folder.At("units/a.parquet") + ": its content does not match its hash", damage.Message);
    }
}
