using System.Globalization;
using System.Runtime.InteropServices;
using EvalKit.Core.Models;
using EvalKit.Core.Randomness;

namespace EvalKit.Core.Execution;

/// <summary>
/// Asks a model the same question twice, and once more in other company: a few made-up pictures of different brightness and contrast
/// in one batch, the same batch again, and each picture alone.
/// </summary>
public static class BehaviourCheck
{
    // One call may give the same draw as another, so a model with operators that draw is asked more often.
    private const int RepeatsWhereDrawn = 8;

    // What a picture's random numbers between 0 and 1 are multiplied by and shifted by.
    private static readonly (float Contrast, float Brightness)[] Pictures = [(1, 0), (0.05f, 0), (0.1f, 0.9f), (0.5f, 0.25f)];

    private static readonly string[] Drawing =
        ["Bernoulli", "Dropout", "Multinomial", "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike"];

    /// <summary>Checks a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="operators">The names of its operators.</param>
    /// <param name="cancellation">Ends the check between two calls.</param>
    /// <returns>
    /// What was found; null where nothing was. It is the same each time, so a plan may hold it: of a model that is not repeatable
    /// only that is said.
    /// </returns>
    /// <exception cref="ModelException">The model fails.</exception>
    public static ModelBehaviour? Of(IModel model, IEnumerable<string> operators, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (length, classes) = (model.Signature.Input.Length, model.Signature.Classes);
        var pictures = Draw(length);
        var together = new float[Pictures.Length * classes];
        var other = new float[together.Length];
        model.Predict(pictures, together, cancellation);
        for (var repeat = operators.Intersect(Drawing).Any() ? RepeatsWhereDrawn : 1; repeat > 0; repeat--)
        {
            model.Predict(pictures, other, cancellation);
            if (!MemoryMarshal.AsBytes<float>(together).SequenceEqual(MemoryMarshal.AsBytes<float>(other))) return new ModelBehaviour(false, 0);
        }

        for (var i = 0; i < Pictures.Length; i++)
            model.Predict(pictures.AsSpan(i * length, length), other.AsSpan(i * classes, classes), cancellation);
        var difference = Difference(together, other);
        return difference > ModelBehaviour.Rounding ? new ModelBehaviour(true, difference) : null;
    }

    private static float[] Draw(int length)
    {
        var pictures = new float[Pictures.Length * length];
        var random = new RandomStream(RandomStream.KeyOf(0, "behaviour", 0, ""));
        for (var i = 0; i < pictures.Length; i++)
        {
            var (contrast, brightness) = Pictures[i / length];
            pictures[i] = (random.NextSingle() * contrast) + brightness;
        }

        return pictures;
    }

    private static double Difference(ReadOnlySpan<float> together, ReadOnlySpan<float> alone)
    {
        double largest = 0, low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (var i = 0; i < together.Length; i++)
        {
            // A score that is finite in one company only depends on it wholly; where neither is, there is nothing to compare.
            if (float.IsFinite(together[i]) != float.IsFinite(alone[i])) return 1;
            if (!float.IsFinite(together[i])) continue;
            largest = Math.Max(largest, Math.Abs((double)together[i] - alone[i]));
            (low, high) = (Math.Min(low, Math.Min(together[i], alone[i])), Math.Max(high, Math.Max(together[i], alone[i])));
        }

        return largest == 0 ? 0 : double.Parse((largest / (high - low)).ToString("0.0e0", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
