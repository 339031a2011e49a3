using System.Text.Json;
using EventSinks.Zaqar.Reader.Arrivals;

namespace EventSinks.Zaqar.Reader.Requests;

/// <summary>A message of a page or a claim.</summary>
/// <param name="Id">Zaqar's id: fit for a URL, and not endless.</param>
/// <param name="Body">What was posted; it outlives the page.</param>
/// <param name="Age">How long it has been in the queue.</param>
internal sealed record QueueMessage(string Id, JsonElement Body, TimeSpan Age)
{
    /// <summary>Gets what the body says of itself, if it looks like an event.</summary>
    public EventFacts? Facts { get; } = EventFacts.Of(Body);
}
