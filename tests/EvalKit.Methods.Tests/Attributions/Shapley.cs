namespace EvalKit.Methods.Tests.Attributions;

/// <summary>Games on a few segments of a picture, for tests.</summary>
internal static class Shapley
{
    /// <summary>Shapley values by their definition, the mean gain over all orders, grouped by sets.</summary>
    public static double[] Of(int players, Func<int, double> score)
    {
        var values = new double[players];
        for (var set = 0; set < 1 << players; set++)
        {
            var size = int.PopCount(set);
            for (var player = 0; player < players; player++)
            {
                if (((set >> player) & 1) == 0)
                    values[player] += Factorial(size) * Factorial(players - size - 1) / Factorial(players) * (score(set | (1 << player)) - score(set));
            }
        }

        return values;
    }

    private static double Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);
}
