namespace EvalKit.Methods.Perturbations;

/// <summary>The projective map from the unit square to a quadrilateral (Heckbert 1989, section 2.2.3).</summary>
internal readonly record struct SquareMap
{
    private readonly double _xByU, _xByV, _x, _yByU, _yByV, _y, _depthByU, _depthByV;

    private SquareMap(ReadOnlySpan<(double X, double Y)> corners)
    {
        var ((x0, y0), (x1, y1), (x2, y2), (x3, y3)) = (corners[0], corners[1], corners[2], corners[3]);
        var (dx1, dy1) = (x1 - x2, y1 - y2);
        var (dx2, dy2) = (x3 - x2, y3 - y2);
        var (sumX, sumY) = (x0 - x1 + x2 - x3, y0 - y1 + y2 - y3);
        var area = (dx1 * dy2) - (dx2 * dy1);
        _depthByU = ((sumX * dy2) - (dx2 * sumY)) / area;
        _depthByV = ((dx1 * sumY) - (sumX * dy1)) / area;
        (_xByU, _xByV, _x) = (x1 - x0 + (_depthByU * x1), x3 - x0 + (_depthByV * x3), x0);
        (_yByU, _yByV, _y) = (y1 - y0 + (_depthByU * y1), y3 - y0 + (_depthByV * y3), y0);
    }

    /// <summary>The map that takes (0, 0), (1, 0), (1, 1) and (0, 1) to four corners.</summary>
    /// <param name="corners">The corners of a convex quadrilateral, in that order.</param>
    public static SquareMap To(ReadOnlySpan<(double X, double Y)> corners) => new(corners);

    /// <summary>Where a point of the square goes.</summary>
    public (double X, double Y) Of(double u, double v)
    {
        var depth = (_depthByU * u) + (_depthByV * v) + 1;
        return (((_xByU * u) + (_xByV * v) + _x) / depth, ((_yByU * u) + (_yByV * v) + _y) / depth);
    }
}
