using EvalKit.Core.Images;

namespace EvalKit.Methods.Attributions.Segments;

/// <summary>
/// SLIC superpixels: k-means of pixels by colour (CIELAB) and place, each centre looking only at pixels within one step of
/// the grid, then small pieces joined to a neighbour. Achanta et al. 2012, SLIC superpixels compared to state-of-the-art
/// superpixel methods, algorithm 1, with its compactness m = 10 and 10 rounds.
/// </summary>
internal sealed class Slic
{
    private const float Compactness = 10;
    private const int Rounds = 10;

    private readonly ImageShape _shape;
    private readonly float[] _lab, _distances;
    private readonly int[] _labels;
    private readonly Centre[] _centres;
    private readonly double _step;

    private Slic(ReadOnlySpan<float> picture, ImageShape shape, int count)
    {
        _shape = shape;
        _lab = new float[3 * shape.Pixels];
        _distances = new float[shape.Pixels];
        _labels = new int[shape.Pixels];
        CieLab.Convert(picture, shape, _lab);
        _step = Math.Sqrt((double)shape.Pixels / count);
        var rows = Math.Clamp((int)Math.Round(shape.Height / _step), 1, shape.Height);
        var columns = Math.Clamp((int)Math.Round(shape.Width / _step), 1, shape.Width);
        _centres = new Centre[rows * columns];
        for (var i = 0; i < _centres.Length; i++)
            _centres[i] = Flattest((int)(((i / columns) + 0.5) * shape.Height / rows), (int)(((i % columns) + 0.5) * shape.Width / columns));
    }

    /// <summary>Cuts a picture.</summary>
    /// <param name="picture">[channels, height, width], values 0 to 1.</param>
    /// <param name="shape">The picture's shape.</param>
    /// <param name="count">About how many segments are wanted.</param>
    public static SegmentMap Segment(ReadOnlySpan<float> picture, ImageShape shape, int count)
    {
        var slic = new Slic(picture, shape, count);
        for (var round = 0; round < Rounds; round++)
        {
            slic.Assign();
            slic.MoveCentres();
        }

        return ConnectedSegments.Create(slic._labels, shape, smallest: (int)(slic._step * slic._step / 4));
    }

    // The place with the least gradient among a pixel and its neighbours, so that no centre starts on an edge.
    private Centre Flattest(int row, int column)
    {
        var (best, place) = (float.PositiveInfinity, (row, column));
        for (var y = Math.Max(row - 1, 1); y <= Math.Min(row + 1, _shape.Height - 2); y++)
        {
            for (var x = Math.Max(column - 1, 1); x <= Math.Min(column + 1, _shape.Width - 2); x++)
            {
                var i = (y * _shape.Width) + x;
                var gradient = ColourDistance(i - 1, i + 1) + ColourDistance(i - _shape.Width, i + _shape.Width);
                if (gradient < best) (best, place) = (gradient, (y, x));
            }
        }

        var pixel = (place.row * _shape.Width) + place.column;
        return new Centre(_lab[pixel], _lab[_shape.Pixels + pixel], _lab[(2 * _shape.Pixels) + pixel], place.row, place.column);
    }

    private float ColourDistance(int one, int other)
    {
        var sum = 0f;
        for (var plane = 0; plane < _lab.Length; plane += _shape.Pixels)
            sum += (_lab[plane + one] - _lab[plane + other]) * (_lab[plane + one] - _lab[plane + other]);
        return sum;
    }

    private void Assign()
    {
        Array.Fill(_distances, float.PositiveInfinity);
        Array.Fill(_labels, -1);
        var reach = (int)Math.Ceiling(_step);
        var scale = (float)(Compactness * Compactness / (_step * _step));
        for (var label = 0; label < _centres.Length; label++)
        {
            var centre = _centres[label];
            var (row, column) = ((int)Math.Round(centre.Row), (int)Math.Round(centre.Column));
            for (var y = Math.Max(row - reach, 0); y <= Math.Min(row + reach, _shape.Height - 1); y++)
            {
                for (var x = Math.Max(column - reach, 0); x <= Math.Min(column + reach, _shape.Width - 1); x++)
                {
                    var i = (y * _shape.Width) + x;
                    var (l, a, b) = (_lab[i] - centre.L, _lab[_shape.Pixels + i] - centre.A, _lab[(2 * _shape.Pixels) + i] - centre.B);
                    var (down, right) = (y - centre.Row, x - centre.Column);
                    var distance = (l * l) + (a * a) + (b * b) + (scale * ((down * down) + (right * right)));
                    if (distance < _distances[i]) (_distances[i], _labels[i]) = (distance, label);
                }
            }
        }
    }

    private void MoveCentres()
    {
        var sums = new (double L, double A, double B, double Row, double Column, int Count)[_centres.Length];
        for (var i = 0; i < _labels.Length; i++)
        {
            // A pixel out of every centre's reach has none in this round.
            if (_labels[i] < 0) continue;
            ref var sum = ref sums[_labels[i]];
            sum.L += _lab[i];
            sum.A += _lab[_shape.Pixels + i];
            sum.B += _lab[(2 * _shape.Pixels) + i];
            sum.Row += i / _shape.Width;
            sum.Column += i % _shape.Width;
            sum.Count++;
        }

        for (var label = 0; label < _centres.Length; label++)
        {
            var (l, a, b, row, column, count) = sums[label];
            if (count > 0)
                _centres[label] = new Centre((float)(l / count), (float)(a / count), (float)(b / count), (float)(row / count), (float)(column / count));
        }
    }

    private readonly record struct Centre(float L, float A, float B, float Row, float Column);
}
