using System.Runtime.InteropServices;
using System.Text.Json;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Tests.Runs;

public sealed class KeptAttributionsTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Arrays_are_the_stored_attributions_in_the_order_of_the_samples()
    {
        var result = await Evalkit.RunAsync(_folder.Path, ["run", _folder.Config(["linear"]), "--out", "run", "--set", "interpretability.keep=true"]);
        Assert.True(result.Code == ExitCodes.Done, result.Error);

        var file = await File.ReadAllBytesAsync(_folder.At("run/attributions/linear/rise.npy"));
        var stored = AttributionRows.FromTable(await new RunStore(_folder.At("run")).ReadAsync(await UnitAsync("rise"), CancellationToken.None));

        float[] expected = [.. stored.Attributions.SelectMany(row => row)];
        Assert.Equal(6 * 28 * 28, expected.Length);
        Assert.Contains("'shape': (6, 28, 28)", System.Text.Encoding.ASCII.GetString(file.AsSpan(0, 128)), StringComparison.Ordinal);
        Assert.Equal(expected, MemoryMarshal.Cast<byte, float>(file.AsSpan(128)).ToArray());
    }

    [Fact]
    public async Task Nothing_is_exported_unless_asked_for()
    {
        await Evalkit.RunAsync(_folder.Path, ["run", _folder.Config(["linear"]), "--out", "run"]);
        Assert.False(Directory.Exists(_folder.At("run/attributions")));
    }

    private async Task<string> UnitAsync(string what)
    {
        using var plan = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder.At("run/plan.json")));
        return plan.RootElement.GetProperty("units").EnumerateArray()
            .Single(unit => unit.GetProperty("what").GetString() == what).GetProperty("id").GetString()!;
    }
}
