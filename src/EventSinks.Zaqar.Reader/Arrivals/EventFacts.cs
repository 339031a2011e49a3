using System.Text.Json;

namespace EventSinks.Zaqar.Reader.Arrivals;

/// <summary>What a body says of the event that it is: enough to recognise and to order it, without reading all of it.</summary>
/// <param name="EventId">The event's id.</param>
/// <param name="StackId">The stack's id.</param>
/// <param name="Sequence">Its sequence in the stack; null if the body has none.</param>
internal sealed record EventFacts(Guid EventId, string StackId, long? Sequence)
{
    /// <summary>Reads a body: an event's has an id and names a stack, and no other type than an event's.</summary>
    /// <returns>Null if it is no event's.</returns>
    public static EventFacts? Of(JsonElement body)
    {
        if (body.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        try
        {
            return Text(body, "type") is null or "os.heat.event"
                && Guid.TryParse(Text(body, "id"), out var id)
                && body.TryGetProperty("payload", out var payload) && payload.ValueKind is JsonValueKind.Object
                && Text(payload, "stack_id") is { Length: > 0 } stackId
                ? new(id, stackId, SequenceOf(payload))
                : null;
        }
        catch (InvalidOperationException)
        {
            // JsonElement.GetString says this, and only this, of a string that escapes half a surrogate pair: no event has one.
            return null;
        }
    }

    private static string? Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static long? SequenceOf(JsonElement payload) =>
        payload.TryGetProperty("sequence", out var value) && value.ValueKind is JsonValueKind.Number
            && value.TryGetInt64(out var sequence) && sequence > 0
            ? sequence
            : null;
}
