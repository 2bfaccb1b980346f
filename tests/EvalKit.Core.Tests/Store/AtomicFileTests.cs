using System.Diagnostics;
using EvalKit.Core.Errors;
using EvalKit.Core.Store;

namespace EvalKit.Core.Tests.Store;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        var path = _folder.At("file");
        await File.WriteAllTextAsync(path, "old");

        await Assert.ThrowsAsync<InvalidOperationException>(() => AtomicFile.WriteAsync(
            path, (_, _) => throw new InvalidOperationException("half-way"), CancellationToken.None));

        Assert.Equal("old", await File.ReadAllTextAsync(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Before_the_rename_the_content_is_whole_and_has_no_name()
    {
        var path = _folder.At("deep/file");
        var seen = false;
        await AtomicFile.WriteAsync(path, (stream, token) => stream.WriteAsync("new"u8.ToArray(), token).AsTask(), CancellationToken.None, (point, name) =>
        {
            Assert.Equal("file", name);
            if (point == WritePoint.AfterRename) return;
            seen = true;
            Assert.False(File.Exists(path));
            Assert.Equal("new", File.ReadAllText(Directory.GetFiles(_folder.At("deep")).Single()));
        });

        Assert.True(seen);
        Assert.Equal("new", await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        await File.WriteAllTextAsync(_folder.At("taken"), "");
        var problem = await Assert.ThrowsAsync<UserException>(() => AtomicFile.WriteAsync(_folder.At("taken/file"), (_, _) => Task.CompletedTask, CancellationToken.None));

        Assert.Contains("taken/file: cannot be written", problem.Message, StringComparison.Ordinal);
        Assert.Contains("--out", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweeping_deletes_what_dead_processes_left_and_keeps_the_rest()
    {
        using var ended = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true })!;
        var id = ended.Id;
        await ended.WaitForExitAsync();
        var host = Environment.MachineName;
        string[] kept = [_folder.At("unit.parquet"), _folder.At($".unit.parquet.{host}.{Environment.ProcessId}.x.tmp"), _folder.At(".other.tmp")];
        var (dead, other) = (_folder.At($".unit.parquet.{host}.{id}.x.tmp"), _folder.At($".unit.parquet.elsewhere.{id}.x.tmp"));
        foreach (var file in (string[])[.. kept, dead, other]) await File.WriteAllTextAsync(file, "");

        // Another machine may be writing the file, unless nobody else can use the folder.
        Assert.Equal([dead], AtomicFile.Abandoned(_folder.Path, isAlone: false));
        new RunStore(_folder.Path).Sweep(isAlone: true);

        Assert.Equal(kept.Order(StringComparer.Ordinal), Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_many_that_create_one_file_one_does_and_nothing_else_is_left()
    {
        var path = _folder.At("plan.json");

        var created = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() => AtomicFile.CreateAsync(path, new byte[] { (byte)writer }, CancellationToken.None))));

        var one = Assert.Single(Enumerable.Range(0, 8), writer => created[writer]);
        Assert.Equal([(byte)one], await File.ReadAllBytesAsync(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }
}
