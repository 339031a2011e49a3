namespace EventSinks.Discovery.Factories;

/// <summary>Where a <see cref="TroubledFactory"/> has its trouble, and what it is.</summary>
public sealed record TroubledOptions
{
    public required string At { get; init; }

    public required bool Throws { get; init; }
}
