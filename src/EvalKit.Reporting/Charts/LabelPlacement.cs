namespace EvalKit.Reporting.Charts;

/// <summary>Finds places for names beside dots, where they cover neither dots, intervals nor each other.</summary>
/// <param name="left">The left end of the drawing area.</param>
/// <param name="top">Its upper end.</param>
/// <param name="right">Its right end.</param>
/// <param name="bottom">Its lower end.</param>
internal sealed class LabelPlacement(double left, double top, double right, double bottom)
{
    // Font sizes are those of the style sheet; the width is that of an average letter of a sans serif.
    private const double LetterWidth = 5.9;
    private const double LetterHeight = 10;
    private const double Dot = 5;
    private const double Away = 8;
    private const int MostLetters = 20;

    private readonly List<Box> _taken = [];

    /// <summary>Keeps names off a dot and its interval.</summary>
    public void Avoid(double x, double y, double high, double low)
    {
        _taken.Add(new(x - Dot, y - Dot, x + Dot, y + Dot));
        _taken.Add(new(x - 1, high, x + 1, low));
    }

    /// <summary>Places a name beside a dot, and keeps later names off it.</summary>
    /// <returns>The place and the name, shortened in its middle if it is long; null where no place is free.</returns>
    public (double X, double Y, string Anchor, string Text)? Place(string name, double x, double y)
    {
        var text = name.Length <= MostLetters ? name : $"{name[..(MostLetters / 2)]}…{name[^((MostLetters / 2) - 1)..]}";
        var width = text.Length * LetterWidth;
        foreach (var (dx, dy, anchor) in new[]
        {
            (Away, 0.0, "start"), (-Away, 0, "end"), (0, -11, "middle"), (0, 11, "middle"),
            (Away - 2, -10, "start"), (-Away + 2, -10, "end"), (Away - 2, 10, "start"), (-Away + 2, 10, "end"),
            (4, -19, "end"), (-4, -19, "start"), (4, 19, "end"), (-4, 19, "start"), (4, -30, "end"), (4, 30, "end"),
        })
        {
            var start = x + dx - (anchor switch { "start" => 0, "end" => width, _ => width / 2 });
            var box = new Box(start, y + dy - (LetterHeight / 2), start + width, y + dy + (LetterHeight / 2));
            if (box.Left < left || box.Right > right + 3 || box.Top < top || box.Bottom > bottom || _taken.Exists(box.Meets))
                continue;

            _taken.Add(box);
            return (x + dx, y + dy + 3.5, anchor, text);
        }

        return null;
    }

    private readonly record struct Box(double Left, double Top, double Right, double Bottom)
    {
        public bool Meets(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }
}
