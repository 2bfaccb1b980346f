namespace EvalKit.Cli.Downloads;

/// <summary>Where a model comes from, and what comes with it.</summary>
internal interface IModelSource
{
    /// <summary>The file that was asked for.</summary>
    RemoteFile Model { get; }

    /// <summary>A file that the model keeps some of its tensors in.</summary>
    /// <param name="location">Where the model says that it is, relative to its own folder; checked.</param>
    /// <exception cref="Core.Errors.UserException">It is not there.</exception>
    RemoteFile External(string location);

    /// <summary>The files that say how the model is to be fed.</summary>
    IEnumerable<RemoteFile> Settings { get; }
}
