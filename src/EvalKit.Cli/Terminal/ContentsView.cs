using System.Globalization;
using System.Text;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Terminal;

/// <summary>What <c>evalkit clean</c> prints.</summary>
internal static class ContentsView
{
    private const double Mega = 1e6;

    /// <summary>A line a sort of file, and what can be removed, or was.</summary>
    /// <param name="contents">What the folder held.</param>
    /// <param name="folder">The folder, as the user gave it.</param>
    /// <param name="isRemoved">Whether what the plan does not need was removed.</param>
    public static string Render(StoreContents contents, string folder, bool isRemoved)
    {
        var text = new StringBuilder();
        Row(string.Create(CultureInfo.InvariantCulture, $"units of the plan, of {contents.Planned:N0}"), contents.Units);
        Row("failures of the plan", contents.Failures);
        Row("units that the plan does not need", contents.StrayUnits);
        Row("failures that the plan does not need", contents.StrayFailures);
        Row("temporary files of killed processes", contents.Temporary);
        var removable = contents.Removable.ToList();
        text.Append(removable.Count == 0 ? "nothing to remove"
            : isRemoved ? $"removed: {Size(removable)}"
            : $"'evalkit clean {folder} --remove' frees {Size(removable)}; a run with the models, data and settings that they came from would compute them anew");
        return text.Append('\n').ToString();

        void Row(string what, IReadOnlyList<FileInfo> files) =>
            text.Append(CultureInfo.InvariantCulture, $"{what,-38} {files.Count,7:N0}   {Size(files),12}\n");
    }

    private static string Size(IEnumerable<FileInfo> files) =>
        string.Create(CultureInfo.InvariantCulture, $"{files.Sum(file => file.Length) / Mega:N1} MB");
}
