namespace EventSinks.Webhook.Requests;

/// <summary>Writes <c>[…,…]</c> around event bodies, which go in as they are.</summary>
internal static class JsonArray
{
    /// <summary>What an array adds to its first body; each further one adds <see cref="BytesPerBody"/>.</summary>
    public const int BytesAround = 2;

    /// <summary>What a body adds beside itself: its comma.</summary>
    public const int BytesPerBody = 1;

    /// <summary>Writes some events of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="start">The first event.</param>
    /// <param name="count">How many.</param>
    public static byte[] Write(EventBatch batch, int start, int count)
    {
        // Not pooled: a request that was given up may still be read by the transport.
        var array = new byte[BytesAround + (count - 1) + Enumerable.Range(start, count).Sum(index => batch.GetBody(index).Length)];
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            array[at++] = i == 0 ? (byte)'[' : (byte)',';
            var body = batch.GetBody(start + i).Span;
            body.CopyTo(array.AsSpan(at));
            at += body.Length;
        }

        array[at] = (byte)']';
        return array;
    }
}
