namespace EventSinks.Support;

/// <summary>The options of <see cref="ArrivalSinkFactory"/>.</summary>
public sealed record ArrivalOptions
{
    public string Target { get; init; } = "here";

    /// <summary>Gets whether every event is rejected.</summary>
    public bool Rejects { get; init; }
}
