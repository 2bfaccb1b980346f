using EvalKit.Core.Data;

namespace EvalKit.Core.Perturbations;

/// <summary>A perturbation that was made beforehand: a copy of the data, one a severity, is read in place of the clean data.</summary>
public interface IPerturbedCopy : IPerturbation
{
    /// <summary>Opens the copy at one severity.</summary>
    /// <param name="folder">The folder that relative paths start from.</param>
    /// <param name="clean">The clean data, which the copy borrows while it is open.</param>
    /// <param name="samples">How many samples are read, from the first; at most as many as the clean data have.</param>
    /// <param name="severity">From 1 to 5.</param>
    /// <returns>
    /// At least that many samples. Sample i is the perturbed form of sample i of the clean data, with its id and label; the
    /// hash is over all that determines those samples' pictures.
    /// </returns>
    /// <exception cref="Errors.UserException">A file is missing, damaged, or does not go with the clean data.</exception>
    IDataset Open(string folder, IDataset clean, int samples, int severity);
}
