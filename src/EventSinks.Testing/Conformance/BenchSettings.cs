namespace EventSinks.Testing.Conformance;

/// <summary>What a fixture says of its sink. Immutable.</summary>
internal sealed record BenchSettings
{
    public required SinkTestDestination Destination { get; init; }

    public required Type FactoryType { get; init; }

    public required IReadOnlyList<string> Options { get; init; }

    public required StackCredential? Credential { get; init; }

    public required IReadOnlyList<string> Secrets { get; init; }

    public required TimeSpan Patience { get; init; }

    /// <summary>Gets what adds the sink type, and the engine's own services.</summary>
    public required Action<StackEventsBuilder> ConfigureHost { get; init; }

    public required Func<StackEvent, string> MarkerOf { get; init; }
}
