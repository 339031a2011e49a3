namespace EventSinks.Testing.Sinks;

/// <summary>An event as a sink of a test got it. Immutable.</summary>
/// <param name="Stack">Whose event it is.</param>
/// <param name="BindingName">The name of the sink in the stack's status.</param>
/// <param name="Destination">Where the declaration leads.</param>
/// <param name="Recorded">The event as the sink saw it.</param>
/// <param name="Body">The body, in the format that the declaration asks for.</param>
public sealed record ArrivedEvent(
    StackIdentity Stack, string BindingName, string Destination, RecordedEvent Recorded, ReadOnlyMemory<byte> Body)
{
    /// <summary>Gets the event.</summary>
    public StackEvent Event => Recorded.Event;

    /// <summary>Gives a line for a person.</summary>
    /// <returns>For example <c>teststack 3: server CREATE_COMPLETE: state changed</c>.</returns>
    public override string ToString() => $"{Stack.Name} {Recorded.Sequence}: {Event}";
}
