using System.Text.Json;

namespace EventSinks.Zaqar.Requests;

/// <summary>What a queue is created with.</summary>
internal static class QueueMetadata
{
    private const string DefaultDelay = "_default_message_delay";

    /// <summary>Gives the metadata as JSON; null if nothing that was declared asks for a queue to be created.</summary>
    public static byte[]? Of(ZaqarQueueOptions options)
    {
        if (options is { QueueMetadata: null, Delay: null or 0 })
        {
            return null;
        }

        var metadata = new Dictionary<string, JsonElement>(options.QueueMetadata ?? new Dictionary<string, JsonElement>(), StringComparer.Ordinal);

        // Without one of its own, a queue drops the delay of each message in silence.
        if (options.Delay is > 0 and var delay)
        {
            metadata.TryAdd(DefaultDelay, JsonSerializer.SerializeToElement(delay));
        }

        return JsonSerializer.SerializeToUtf8Bytes(metadata);
    }

    /// <summary>Says whether the queue is to be created in such a way that it drops the delays of messages.</summary>
    public static bool ForbidsDelays(ZaqarQueueOptions options) =>
        options.QueueMetadata?.TryGetValue(DefaultDelay, out var delay) == true
        && (delay.ValueKind is JsonValueKind.Null || (delay.ValueKind is JsonValueKind.Number && delay.TryGetInt32(out var seconds) && seconds == 0));
}
