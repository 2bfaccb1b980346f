namespace EvalKit.Data.Readers;

/// <summary>The pictures of a folder and their classes, in the order of the samples.</summary>
/// <param name="Paths">The files relative to the folder, with '/'; they are the samples' ids.</param>
/// <param name="Labels">The class of each, from 0.</param>
/// <param name="ClassNames">The names of the classes in the order of their labels; empty where there are only numbers.</param>
/// <param name="IgnoredFiles">Files that are hidden or no pictures.</param>
internal sealed record ImageListing(
    IReadOnlyList<string> Paths, IReadOnlyList<int> Labels, IReadOnlyList<string> ClassNames, int IgnoredFiles);
