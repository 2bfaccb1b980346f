using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Data.Readers;

namespace EvalKit.Cli.Runs;

/// <summary>Data that a path was recognised as.</summary>
/// <param name="Yaml">The section of the configuration, with comments.</param>
/// <param name="Stored">The shape of its first picture.</param>
internal sealed record GuessedData(string Yaml, ImageShape Stored)
{
    /// <summary>Recognises a folder of class folders, or IDX files of pictures and labels.</summary>
    /// <param name="path">The path, relative to the current folder.</param>
    /// <param name="folder">The folder that the configuration's paths start from.</param>
    /// <exception cref="UserException">It is neither.</exception>
    public static GuessedData Of(string path, string folder)
    {
        var full = Path.GetFullPath(path);
        var pictures = File.Exists(full) ? full : Directory.Exists(full) ? Directory.EnumerateFiles(full, "*idx3-ubyte*").Order(StringComparer.Ordinal).FirstOrDefault() : null;
        if (pictures is not null && Path.GetFileName(pictures).Contains("idx3-ubyte", StringComparison.Ordinal))
        {
            var labels = Path.Combine(Path.GetDirectoryName(pictures)!, Path.GetFileName(pictures).Replace("images", "labels", StringComparison.Ordinal).Replace("idx3", "idx1", StringComparison.Ordinal));
            if (!File.Exists(labels)) throw new UserException($"{pictures}: pictures in the IDX format, but there are no labels {labels} beside them");
            return Of(
                new IdxData(Relative(pictures), Relative(labels)),
                $"  kind: idx   # the file's name says IDX\n  images: {Relative(pictures)}\n  labels: {Relative(labels)}\n");
        }

        if (!Directory.Exists(full)) throw new UserException($"{path}: no such folder or IDX file");
        return Of(new ImageFolder(Relative(full)), $"  kind: image-folder   # a folder a class; labels follow the folders' order\n  path: {Relative(full)}\n");

        string Relative(string file) => Path.GetRelativePath(folder, file).Replace('\\', '/');

        GuessedData Of(IDataSource source, string yaml)
        {
            using var data = source.Open(folder);
            return new GuessedData($"data:   # {data.Count} pictures, the first of {data.StoredShape(0)} (channels x height x width)\n{yaml}", data.StoredShape(0));
        }
    }
}
