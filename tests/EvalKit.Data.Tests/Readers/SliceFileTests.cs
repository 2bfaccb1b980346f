using EvalKit.Core.Configuration;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Data.Readers;

namespace EvalKit.Data.Tests.Readers;

public sealed class SliceFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("evalkit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_columns_values_are_the_slices()
    {
        var slices = Read("id,place,time\n2,town,night\n0,\"the sea\",day\n3,town,night\n1,town,\n4,town,day\n", "time");
        Assert.Equal(["day", "night"], slices.Keys);
        Assert.Equal([0], slices["day"]);
        Assert.Equal([2, 3], slices["night"]);
        Assert.Equal([0], Read("id,place,time\n0,\"the sea\",day\n", "place")["the sea"]);
    }

    [Theory]
    [InlineData("id,place\n0,town\n", "slices.csv:1: has no column 'time' behind the id (allowed: place)")]
    [InlineData("id,time\n9,day\n", "slices.csv:2: the data have no sample '9'")]
    [InlineData("id,time\n1,day\n1,day\n", "slices.csv:3: the sample '1' stands twice")]
    [InlineData("id,place,time\n1,day\n", "slices.csv:2: has 2 fields, but 'time' is column 3")]
    public void Mistakes_are_said_with_their_place(string text, string message) =>
        Assert.Contains(message, Assert.Throws<UserException>(() => Read(text, "time")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_said() =>
        Assert.Contains("no file of slices", Assert.Throws<UserException>(() => SliceFile.Read(new("none.csv", "time"), _folder, new Numbered(), 4)).Message, StringComparison.Ordinal);

    private IReadOnlyDictionary<string, int[]> Read(string text, string column)
    {
        File.WriteAllText(Path.Combine(_folder, "slices.csv"), text);
        return SliceFile.Read(new SlicesConfig("slices.csv", column), _folder, new Numbered(), samples: 4);
    }

    private sealed class Numbered : IDataset
    {
        public int Count => 5;

        public IReadOnlyList<string> ClassNames => [];

        public string Sha256 => "";

        public string Id(int index) => index.ToString(System.Globalization.CultureInfo.InvariantCulture);

        public int Label(int index) => 0;

        public ImageShape StoredShape(int index) => new(1, 1, 1);

        public void Read(int start, ImageView view, Span<float> pictures) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
