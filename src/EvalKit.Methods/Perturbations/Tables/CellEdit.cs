using EvalKit.Core.Perturbations;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Perturbations.Tables;

/// <summary>Changes cells of a row; those that are missing stay so.</summary>
internal static class CellEdit
{
    /// <summary>What stands in a cell's place.</summary>
    public delegate float Replacement(float value, ColumnProfile column, ref RandomStream random);

    /// <summary>Changes a share of the cells of certain columns, chosen by <see cref="PlaceSelection"/>.</summary>
    public static void Some(
        ReadOnlySpan<float> source, Span<float> destination, double share, in TableContext context, Func<ColumnProfile, bool> canChange, Replacement replace)
    {
        source.CopyTo(destination);
        var cells = 0;
        for (var i = 0; i < source.Length; i++)
        {
            if (!float.IsNaN(source[i]) && canChange(context.Columns[i])) cells++;
        }

        var random = context.CreateRandom();
        var selection = new PlaceSelection(ref random, cells, share);
        for (var i = 0; i < source.Length; i++)
        {
            var column = context.Columns[i];
            if (!float.IsNaN(source[i]) && canChange(column) && selection.Next(ref random)) destination[i] = replace(source[i], column, ref random);
        }
    }

    /// <summary>Changes every number.</summary>
    public static void Numbers(ReadOnlySpan<float> source, Span<float> destination, in TableContext context, Replacement replace)
    {
        source.CopyTo(destination);
        var random = context.CreateRandom();
        for (var i = 0; i < source.Length; i++)
        {
            if (!float.IsNaN(source[i]) && !context.Columns[i].IsCategorical) destination[i] = replace(source[i], context.Columns[i], ref random);
        }
    }
}
