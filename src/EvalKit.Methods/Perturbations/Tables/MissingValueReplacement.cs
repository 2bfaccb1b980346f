namespace EvalKit.Methods.Perturbations.Tables;

/// <summary>What stands where a value is missing.</summary>
public enum MissingValueReplacement
{
    /// <summary>The column's mean, or its most frequent category: what a pipeline with a plain imputer feeds the model.</summary>
    Mean,

    /// <summary>Zero, or the first category: what a pipeline that fills blanks feeds the model.</summary>
    Zero,

    /// <summary>Nothing: NaN, an empty cell in a file. Only for models that take it.</summary>
    Nothing,
}
