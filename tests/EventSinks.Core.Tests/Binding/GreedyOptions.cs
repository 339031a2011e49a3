namespace EventSinks.Binding;

/// <summary>Options that take the name of a key that is common to all sinks.</summary>
public sealed record GreedyOptions
{
    public string? MaxAge { get; init; }
}
