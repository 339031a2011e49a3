namespace EventSinks.Dispatch;

/// <summary>
/// Takes out of events what sinks must not see, such as the values of hidden parameters. The engine gives one with
/// <c>StackEventsBuilder.UseRedactor</c>. Called from many threads at once.
/// </summary>
public interface IEventRedactor
{
    /// <summary>
    /// Gives an event as sinks may see it. Called off the publisher's path, before the event's first delivery, about once for each event;
    /// it does no I/O and gives the same for the same event.
    /// </summary>
    /// <param name="e">The event as it was published, which the store keeps.</param>
    /// <returns>
    /// The event itself if there is nothing to take out, else one with the same <see cref="StackEvent.Id"/> and
    /// <see cref="StackEvent.StackId"/>, made for instance with <see cref="StackEvent.WithResourceProperties"/>. If this throws, or gives
    /// anything else, no sink ever gets the event: each gives it up, with a dead letter without properties, reason and unknown members. It is
    /// not asked again for another sink, unless the event has had to be read from a store on disk meanwhile.
    /// </returns>
    StackEvent Redact(StackEvent e);
}
