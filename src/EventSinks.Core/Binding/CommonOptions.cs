using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>What a declaration says with the keys that are common to all sinks. Immutable.</summary>
internal sealed record CommonOptions
{
    /// <summary>Gets the declaration's own name; null if it has none.</summary>
    public YamlText? Name { get; init; }

    /// <summary>Gets whether anything is sent at all.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Gets which events are sent; null for all.</summary>
    public EventFilter? Events { get; init; }

    public EventFormat Format { get; init; }

    /// <summary>Gets whether the sink gets resource properties.</summary>
    public bool SendsProperties { get; init; } = true;

    /// <summary>Gets how old an event may be and still be sent; null for no limit but the operator's.</summary>
    public TimeSpan? MaxAge { get; init; }
}
