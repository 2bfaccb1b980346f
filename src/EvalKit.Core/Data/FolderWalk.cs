using System.Globalization;
using System.IO.Enumeration;
using EvalKit.Core.Errors;

namespace EvalKit.Core.Data;

/// <summary>
/// Lists folders of which nothing is known yet. Links to folders are named but not followed, since they may lead round and
/// round or outside; links to files are like files.
/// </summary>
public static class FolderWalk
{
    /// <summary>The files that are listed at most: several times ImageNet's.</summary>
    public const int MostFiles = 5_000_000;

    /// <summary>Lists all files in a folder and those below it, in no order.</summary>
    /// <param name="folder">The folder; it may itself be a link.</param>
    /// <param name="most">The files that there may be.</param>
    /// <returns>Whole paths; beside files those links that lead to folders.</returns>
    /// <exception cref="UserException">There are more files, or a folder cannot be read.</exception>
    public static IEnumerable<FoundFile> Files(string folder, int most = MostFiles)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false };
        using var entries = new FileSystemEnumerable<FoundFile>(folder, (ref FileSystemEntry entry) => new FoundFile(entry.ToFullPath(), entry.IsDirectory), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory || IsLink(ref entry),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLink(ref entry),
        }.GetEnumerator();
        for (var count = 0; MoveNext(folder, entries); count++)
        {
            if (count == most) throw new UserException(string.Create(CultureInfo.InvariantCulture, $"{folder}: there are more than {most:N0} files in it, the most that is listed"));
            yield return entries.Current;
        }
    }

    private static bool MoveNext(string folder, IEnumerator<FoundFile> entries)
    {
        try
        {
            return entries.MoveNext();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{folder}: the folder cannot be listed: {problem.Message}", problem);
        }
    }

    private static bool IsLink(ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}

/// <summary>A file that was found.</summary>
/// <param name="Path">Its whole path.</param>
/// <param name="IsFolderLink">Whether it is a link to a folder instead.</param>
public readonly record struct FoundFile(string Path, bool IsFolderLink);
