namespace EventSinks.Webhook.Requests;

/// <summary>
/// How many events go into one request. A receiver that refuses an array does not say which event it dislikes, so what was refused is halved
/// until the event stands alone; after that requests double with every success. What was too large (413) is never tried again: that limit
/// only falls. Learned for the sink's life.
/// </summary>
internal sealed class RequestSize
{
    /// <summary>The most events in one request.</summary>
    public const int MaxEvents = 100;

    /// <summary>The most bytes of a request with several events, before a receiver asks for less.</summary>
    public const int MaxBytes = 256 * 1024;

    private int _events = MaxEvents;
    private int _bytes = MaxBytes;

    /// <summary>Gets the limits of a batch that fits into one request.</summary>
    public BatchLimits Limits => new(MaxEvents, Math.Max(1, _bytes - JsonArray.BytesAround), JsonArray.BytesPerBody);

    /// <summary>Counts how many events the next request holds: at least 1, though it be too large.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="start">The first event.</param>
    public int Next(EventBatch batch, int start)
    {
        long bytes = JsonArray.BytesAround + batch.GetBody(start).Length;
        var count = 1;
        while (count < _events && start + count < batch.Count
            && (bytes += batch.GetBody(start + count).Length + JsonArray.BytesPerBody) <= _bytes)
        {
            count++;
        }

        return count;
    }

    /// <summary>The last request was taken.</summary>
    public void Taken() => _events = Math.Min(MaxEvents, _events * 2);

    /// <summary>The last request was refused for one of its events.</summary>
    /// <param name="events">How many it had.</param>
    public void Refused(int events) => _events = Math.Max(1, events / 2);

    /// <summary>The last request was too large.</summary>
    /// <param name="events">How many events it had.</param>
    /// <param name="bytes">How many bytes it had.</param>
    public void TooLarge(int events, int bytes)
    {
        Refused(events);
        _bytes = Math.Clamp(bytes / 2, 1, _bytes);
    }
}
