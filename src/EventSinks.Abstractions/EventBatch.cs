using System.Collections;

namespace EventSinks;

/// <summary>
/// Recorded events of one stack, in sequence, with their encoded bodies. Immutable and thread-safe. Sequences may have gaps where events
/// were filtered out.
/// </summary>
public sealed class EventBatch : IReadOnlyList<RecordedEvent>
{
    private readonly ReadOnlyMemory<RecordedEvent> _events;

    /// <summary>Makes a batch.</summary>
    /// <param name="events">At least one event. The memory must not change while the batch is in use.</param>
    /// <exception cref="ArgumentException"><paramref name="events"/> is empty.</exception>
    public EventBatch(ReadOnlyMemory<RecordedEvent> events)
    {
        if (events.IsEmpty)
        {
            throw new ArgumentException("A batch holds at least one event.", nameof(events));
        }

        _events = events;
    }

    /// <summary>Gets how many events there are; at least 1.</summary>
    public int Count => _events.Length;

    /// <summary>
    /// Gets the media type of each body: <c>application/json</c>, or <c>application/cloudevents+json</c> for a declaration with
    /// <c>format: cloudevents</c>. Several of the latter as a JSON array are <c>application/cloudevents-batch+json</c>.
    /// </summary>
    public string ContentType => _events.Span[0].Event.Form?.ContentType ?? EventBodyForm.Json;

    /// <summary>Gets the event at an index, counted from 0.</summary>
    /// <param name="index">The index.</param>
    public RecordedEvent this[int index] => _events.Span[index];

    /// <summary>
    /// Gets the body of an event as UTF-8 JSON on one line, in the declaration's <c>format</c>: Heat's event body v0.1, the same with more in
    /// it, or a CloudEvent that has Heat's body as its data; <see cref="ContentType"/> tells. It is encoded once for all sinks that see the event the same way: in one format, with or without properties. What was encoded in the
    /// extended format may be encoded once more if one event object is published many times.
    /// </summary>
    /// <param name="index">The index, counted from 0.</param>
    /// <returns>The body. It must not be written to: other sinks read the same bytes.</returns>
    public ReadOnlyMemory<byte> GetBody(int index) => _events.Span[index].Event.ToBody();

    /// <inheritdoc />
    public IEnumerator<RecordedEvent> GetEnumerator()
    {
        for (var i = 0; i < _events.Length; i++)
        {
            yield return _events.Span[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
