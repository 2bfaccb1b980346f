using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Perturbations;

/// <summary>
/// Chooses a share of places in one pass, each set of so many being equally likely (Knuth, The Art of Computer Programming,
/// volume 2, section 3.4.2, algorithm S). The number chosen is share × places, rounded up or down at random so that its mean
/// is just that: a text of 40 letters at 5 % has exactly 2 changed, one of 10 has none or one, each half of the time.
/// </summary>
internal struct PlaceSelection
{
    private int _places;
    private int _wanted;

    /// <summary>Starts a selection.</summary>
    /// <param name="random">The sample's stream; one number of it is used here, and one at each place.</param>
    /// <param name="places">How often <see cref="Next"/> will be called.</param>
    /// <param name="share">From 0 to 1.</param>
    public PlaceSelection(ref RandomStream random, int places, double share)
    {
        _places = places;
        _wanted = (int)Math.Floor((places * share) + random.NextDouble());
    }

    /// <summary>Whether the next place is chosen.</summary>
    public bool Next(ref RandomStream random)
    {
        var chosen = random.NextInt(_places--) < _wanted;
        if (chosen) _wanted--;
        return chosen;
    }
}
