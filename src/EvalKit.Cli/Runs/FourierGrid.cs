using EvalKit.Core.Images;

namespace EvalKit.Cli.Runs;

/// <summary>
/// The frequencies of a Fourier heat map: waves down and across from −largest to largest, the frequency 0 in the middle. A
/// wave and its negative are the same cosine, so only one half is measured and shown twice.
/// </summary>
internal sealed class FourierGrid
{
    private readonly int _step;
    private readonly int _down;
    private readonly int _across;

    /// <summary>Makes a grid.</summary>
    /// <param name="shape">The pictures' shape: no frequency is beyond half a side, where a wave has two pixels.</param>
    /// <param name="largest">The largest frequency wanted, or null.</param>
    /// <param name="step">From one frequency to the next.</param>
    public FourierGrid(ImageShape shape, int? largest, int step)
    {
        _step = step;
        _down = Math.Min(shape.Height / 2, largest ?? int.MaxValue) / step;
        _across = Math.Min(shape.Width / 2, largest ?? int.MaxValue) / step;
    }

    /// <summary>The places of the map: rows down, columns across.</summary>
    public ImageShape Shape => new(1, (2 * _down) + 1, (2 * _across) + 1);

    /// <summary>The places of one half, which stand for all; their waves down are not negative.</summary>
    public IEnumerable<int> Half => Enumerable.Range(Shape.Pixels / 2, (Shape.Pixels / 2) + 1);

    /// <summary>The place that shows the same wave.</summary>
    public int Opposite(int place) => Shape.Pixels - 1 - place;

    /// <summary>The frequency of a place.</summary>
    public (int Down, int Across) At(int place) =>
        (((place / Shape.Width) - _down) * _step, ((place % Shape.Width) - _across) * _step);

    /// <summary>How high a place's frequency is: 0 for low, 1 for middle, 2 for high, by thirds of the largest in the grid.</summary>
    public int Band(int place)
    {
        var (down, across) = At(place);
        var share = Math.Max(Share(down, _down), Share(across, _across));
        return Math.Min((int)(3 * share), 2);

        double Share(int frequency, int count) => count == 0 ? 0 : Math.Abs(frequency) / (double)(count * _step);
    }
}
