using EvalKit.Core.Errors;
using EvalKit.Data.Decoding;

namespace EvalKit.Cli.Runs;

/// <summary>The pictures that a command line names.</summary>
internal static class NamedPictures
{
    /// <summary>How an option or argument says what it takes.</summary>
    public const string Description = "Pictures (PNG, JPEG, BMP, WebP, GIF), or of an IDX file the one at a position from 0: images.gz#3.";

    /// <summary>Reads all of them.</summary>
    /// <exception cref="UserException">One cannot be read, or two would give their files the same names.</exception>
    public static StoredPicture[] Load(IReadOnlyList<string> inputs) =>
        Modality.Named([.. inputs.Select(StoredPicture.Load)], picture => picture.Name, picture => picture.Input);
}
