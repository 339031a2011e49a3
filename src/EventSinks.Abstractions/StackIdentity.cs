namespace EventSinks;

/// <summary>Which stack: what an engine knows of it before and after its life. Immutable.</summary>
public sealed record StackIdentity
{
    /// <summary>Names a stack.</summary>
    /// <param name="id">The stack's id, unique in the engine for ever (in Heat a UUID).</param>
    /// <param name="name">The stack's name.</param>
    /// <param name="projectId">The owner's project (tenant), if the engine has projects.</param>
    /// <param name="rootStackId">The outermost stack that this one is nested in; null for a stack that is not nested.</param>
    /// <param name="parentStackId">The stack that this one is directly nested in; null for a stack that is not nested.</param>
    /// <exception cref="ArgumentException"><paramref name="id"/> or <paramref name="name"/> is empty.</exception>
    public StackIdentity(string id, string name, string? projectId = null, string? rootStackId = null, string? parentStackId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(name);
        Id = id;
        Name = name;
        ProjectId = projectId;
        RootStackId = rootStackId;
        ParentStackId = parentStackId;
    }

    /// <summary>Gets the stack's id.</summary>
    public string Id { get; }

    /// <summary>Gets the stack's name.</summary>
    public string Name { get; }

    /// <summary>Gets the owner's project, if the engine has projects.</summary>
    public string? ProjectId { get; }

    /// <summary>Gets the outermost stack that this one is nested in, if it is nested.</summary>
    public string? RootStackId { get; }

    /// <summary>Gets the stack that this one is directly nested in, if it is nested.</summary>
    public string? ParentStackId { get; }
}
