namespace EvalKit.Cli.Downloads;

/// <summary>What a user asks to pull.</summary>
internal abstract record ModelReference
{
    /// <summary>The reference in its canonical form, as the lock file keeps it.</summary>
    public abstract string Text { get; }
}

/// <summary>A file in a repository of the hub: <c>hf:org/repo[@revision]/path</c>.</summary>
/// <param name="Repository">The organisation and the name, with a slash between.</param>
/// <param name="Revision">A branch, a tag or a commit; null for the main branch.</param>
/// <param name="Path">The file in the repository, with forward slashes.</param>
internal sealed record HubReference(string Repository, string? Revision, string Path) : ModelReference
{
    /// <inheritdoc/>
    public override string Text => $"hf:{Repository}{(Revision is null ? "" : "@" + Uri.EscapeDataString(Revision))}/{Path}";
}

/// <summary>A file anywhere on the web.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Name">The name that it gets: the last segment of the address.</param>
internal sealed record WebReference(Uri Address, string Name) : ModelReference
{
    /// <inheritdoc/>
    public override string Text => Address.AbsoluteUri;
}
