using EvalKit.Core.Images;

namespace EvalKit.Methods.Perturbations;

/// <summary>A map of the plane that keeps lines straight and parallel: x' = XByX · x + XByY · y + X, y' likewise.</summary>
/// <param name="XByX">How x' grows with x.</param>
/// <param name="XByY">How x' grows with y.</param>
/// <param name="X">x' of the origin.</param>
/// <param name="YByX">How y' grows with x.</param>
/// <param name="YByY">How y' grows with y.</param>
/// <param name="Y">y' of the origin.</param>
internal readonly record struct AffineMap(double XByX, double XByY, double X, double YByX, double YByY, double Y)
{
    /// <summary>The map that leaves the middle of a picture where it is.</summary>
    /// <param name="shape">The picture's shape.</param>
    /// <param name="xByX">How x' grows with x.</param>
    /// <param name="xByY">How x' grows with y.</param>
    /// <param name="yByX">How y' grows with x.</param>
    /// <param name="yByY">How y' grows with y.</param>
    public static AffineMap AboutMiddle(ImageShape shape, double xByX, double xByY, double yByX, double yByY)
    {
        var (x, y) = ((shape.Width - 1) / 2.0, (shape.Height - 1) / 2.0);
        return new AffineMap(xByX, xByY, x - (xByX * x) - (xByY * y), yByX, yByY, y - (yByX * x) - (yByY * y));
    }

    /// <summary>The map that takes three points to three others.</summary>
    /// <param name="from">Three points that lie on no line.</param>
    /// <param name="to">Where they go.</param>
    public static AffineMap Between(ReadOnlySpan<(double X, double Y)> from, ReadOnlySpan<(double X, double Y)> to)
    {
        // Along the two sides that meet in the first point, by Cramer's rule.
        var (ux, uy) = (from[1].X - from[0].X, from[1].Y - from[0].Y);
        var (vx, vy) = (from[2].X - from[0].X, from[2].Y - from[0].Y);
        var area = (ux * vy) - (uy * vx);
        var (xByX, xByY) = Slopes(to[1].X - to[0].X, to[2].X - to[0].X);
        var (yByX, yByY) = Slopes(to[1].Y - to[0].Y, to[2].Y - to[0].Y);
        return new AffineMap(
            xByX, xByY, to[0].X - (xByX * from[0].X) - (xByY * from[0].Y),
            yByX, yByY, to[0].Y - (yByX * from[0].X) - (yByY * from[0].Y));

        (double ByX, double ByY) Slopes(double alongU, double alongV) =>
            (((alongU * vy) - (alongV * uy)) / area, ((alongV * ux) - (alongU * vx)) / area);
    }
}
