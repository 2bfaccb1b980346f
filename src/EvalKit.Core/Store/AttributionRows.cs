using System.Runtime.InteropServices;
using EvalKit.Core.Data;

namespace EvalKit.Core.Store;

/// <summary>
/// The rows of a unit of attributions. Columns: <c>sample</c>, <c>id</c>, <c>label</c>, <c>predicted</c> (−1 where the clean
/// scores are not finite), <c>target</c> (the class explained), <c>attribution</c> and <c>standard-error</c> ([height, width]
/// little-endian 32-bit floats; the latter of length 0 for methods that do not draw at random).
/// </summary>
/// <param name="Samples">The positions of the samples in the data.</param>
/// <param name="Predicted">The class that the model predicts on the clean picture.</param>
/// <param name="Targets">The class explained.</param>
/// <param name="Attributions">[samples][height × width].</param>
/// <param name="StandardErrors">[samples][height × width], or empty rows.</param>
public sealed record AttributionRows(int[] Samples, int[] Predicted, int[] Targets, float[][] Attributions, float[][] StandardErrors)
{
    /// <summary>Room for a range of samples.</summary>
    public static AttributionRows Empty(int start, int count) => new(
        [.. Enumerable.Range(start, count)], new int[count], new int[count], new float[count][], new float[count][]);

    /// <summary>Makes the rows.</summary>
    public UnitTable ToTable(IDataset data) => new([
        new NumberColumn<int>("sample", Samples),
        new TextColumn("id", [.. Samples.Select(data.Id)]),
        new NumberColumn<int>("label", [.. Samples.Select(data.Label)]),
        new NumberColumn<int>("predicted", Predicted),
        new NumberColumn<int>("target", Targets),
        Bytes("attribution", Attributions),
        Bytes("standard-error", StandardErrors)]);

    /// <summary>Reads the rows back.</summary>
    public static AttributionRows FromTable(UnitTable table) => new(
        table.Numbers<int>("sample"),
        table.Numbers<int>("predicted"),
        table.Numbers<int>("target"),
        Floats(table.Bytes("attribution")),
        Floats(table.Bytes("standard-error")));

    private static BytesColumn Bytes(string name, float[][] rows) =>
        BytesColumn.Of(name, [.. rows.Select(row => MemoryMarshal.AsBytes<float>(row).ToArray())]);

    private static float[][] Floats(BytesColumn column) => [.. Enumerable.Range(0, column.Rows).Select(row => column.Floats(row).ToArray())];
}
