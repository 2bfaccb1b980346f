using EvalKit.Methods.Perturbations.Liquids;

namespace EvalKit.Methods.Tests.Perturbations.Liquids;

public class EdgeDetectorTests
{
    private const int Height = 12;
    private const int Width = 14;

    // cv2.Canny of OpenCV 4.6, by tests/Fixtures/perturbation_references.py.
    private const string Rims = """
        ..............
        ......#.......
        ..####.##.....
        ..#.....#.....
        ..#..##.#.....
        ..###...#.....
        ..#..#..#.....
        ..#.....#.....
        ..#######...##
        ..........##..
        ..........#...
        ..........#...
        """;

    [Fact]
    public void Edges_are_those_of_OpenCV()
    {
        var levels = new byte[Height * Width];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var isInside = ((x - 5) * (x - 5)) + ((y - 5) * (y - 5)) < 14 || (y > 8 && x > 9);
                levels[(y * Width) + x] = (byte)(isInside ? 176 + (((x * 7) + (y * 11)) % 40) : 0);
            }
        }

        var edges = new bool[levels.Length];
        EdgeDetector.Find(levels, edges, Height, Width, low: 50, high: 150);
        var rows = edges.Chunk(Width).Select(row => string.Concat(row.Select(isEdge => isEdge ? '#' : '.')));
        Assert.Equal(Rims, string.Join('\n', rows));
    }

    [Fact]
    public void Distances_are_those_of_OpenCV()
    {
        // cv2.distanceTransform, DIST_L2, 5 × 5: the first and the sixth row.
        var edges = Rims.Where(c => c != '\n').Select(c => c == '#').ToArray();
        var distance = new float[edges.Length];
        ChamferDistance.Measure(edges, distance, Height, Width, limit: 20);
        float[] first = [2.8f, 2.1969f, 2, 2, 2, 1.4f, 1, 1.4f, 2, 2.1969f, 2.8f, 3.5969f, 4.3938f, 5.3938f];
        float[] sixth = [2, 1, 0, 0, 0, 1, 1, 1, 0, 1, 2, 3, 3, 3];
        Images.Picture.AssertClose(first, distance.AsSpan(0, Width), 1e-4f);
        Images.Picture.AssertClose(sixth, distance.AsSpan(5 * Width, Width), 1e-4f);
    }

    [Fact]
    public void Without_an_edge_the_distance_is_the_limit()
    {
        var distance = new float[6];
        ChamferDistance.Measure(new bool[6], distance, 2, 3, limit: 20);
        Assert.All(distance, value => Assert.Equal(20, value));
    }
}
