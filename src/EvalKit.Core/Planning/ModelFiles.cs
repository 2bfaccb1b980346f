using EvalKit.Core.Configuration;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using Microsoft.Extensions.FileSystemGlobbing;

namespace EvalKit.Core.Planning;

/// <summary>Finds the files that a configuration's <c>models</c> name.</summary>
public static class ModelFiles
{
    /// <summary>
    /// Expands patterns, in ordinal order of name. A file that several entries match belongs to the first of them, so an
    /// exact path before a pattern gives one file settings of its own.
    /// </summary>
    /// <exception cref="UserException">An entry matches nothing, or two files would have the same name.</exception>
    public static IReadOnlyList<ModelEntry> Expand(EvalConfig config)
    {
        var entries = new Dictionary<string, ModelEntry>(StringComparer.Ordinal);
        foreach (var model in config.Models)
        {
            foreach (var file in Files(config, model))
            {
                var relative = Path.GetRelativePath(config.Folder, file).Replace('\\', '/');
                entries.TryAdd(relative, new ModelEntry(
                    model.Name ?? Path.GetFileNameWithoutExtension(file),
                    relative,
                    model.Family,
                    model.Input.Over(config.Input),
                    model.Output.Over(config.Output)));
            }
        }

        var twice = entries.Values.GroupBy(entry => entry.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? [.. entries.Values.OrderBy(entry => entry.Name, StringComparer.Ordinal)]
            : throw new UserException(
                $"{config.File}: models: {string.Join(" and ", twice.Select(entry => entry.Path))} would both be named '{twice.Key}'; give one of them a name of its own (name: …)");
    }

    private static string[] Files(EvalConfig config, ModelConfig model)
    {
        var path = Path.Combine(config.Folder, model.Path);
        if (!model.Path.Contains('*', StringComparison.Ordinal))
            return File.Exists(path) ? [Path.GetFullPath(path)] : throw Missing(config, model, path);

        // The matcher wants the fixed part of the path as its root.
        var segments = path.Replace('\\', '/').Split('/');
        var wild = Array.FindIndex(segments, segment => segment.Contains('*', StringComparison.Ordinal));
        var root = Path.GetFullPath(string.Join('/', segments[..wild]) + "/");
        var matcher = new Matcher(StringComparison.Ordinal).AddInclude(string.Join('/', segments[wild..]));
        string[] files = Directory.Exists(root) ? [.. Matches(matcher, root, segments[wild..]).Order(StringComparer.Ordinal)] : [];
        if (files.Length > 1 && model.Name is not null)
            throw new UserException($"{model.Place}: name '{model.Name}' is given to a pattern that matches {files.Length} files ({model.Path}); leave it out, or list the files");
        return files.Length > 0 ? files : throw new UserException($"{model.Place}: no file matches '{model.Path}' (looked in {root})");
    }

    // Down through folders of any depth links may lead round and round, so the matcher does not walk by itself there.
    private static IEnumerable<string> Matches(Matcher matcher, string root, string[] pattern) => pattern.Contains("**")
        ? FolderWalk.Files(root).Where(file => !file.IsFolderLink && matcher.Match(root, file.Path).HasMatches).Select(file => file.Path)
        : matcher.GetResultsInFullPath(root);

    private static UserException Missing(EvalConfig config, ModelConfig model, string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder)) return new UserException($"{model.Place}: no model '{model.Path}': there is no folder {Path.GetFullPath(folder)}");
        var others = Directory.EnumerateFiles(folder, "*.onnx").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal).ToArray();
        var nearest = NearestName.Of(Path.GetFileName(path), others);
        return new UserException($"{model.Place}: no model '{model.Path}' (relative to {config.Folder})" + (nearest is null ? "" : $"; did you mean '{nearest}'?"));
    }
}
