namespace EventSinks.Dispatch;

/// <summary>The bodies of events that an engine made in code: those may hold text that has no encoding.</summary>
internal static class EncodedBody
{
    /// <summary>Encodes an event as sinks get it.</summary>
    /// <param name="e">The event.</param>
    /// <param name="error">Why it has no encoding.</param>
    /// <returns>The body; null if it has none.</returns>
    public static ReadOnlyMemory<byte>? TryEncode(StackEvent e, out string? error) => Try(static e => e.ToBody(), e, out error);

    /// <summary>Gives the body that a dead letter keeps: never more than the lane's sinks may see, and in Heat's form, which can be read back.</summary>
    /// <param name="view">How the lane sees events; null for as they were published.</param>
    /// <param name="recorded">The event as it was published.</param>
    /// <returns>The body; empty if there is none.</returns>
    public static ReadOnlyMemory<byte> ForLetter(EventView? view, in RecordedEvent recorded) =>
        Try(static e => e.ToUtf8Json(), view?.ForLetter(recorded) ?? recorded.Event, out _) ?? ReadOnlyMemory<byte>.Empty;

    private static ReadOnlyMemory<byte>? Try(Func<StackEvent, ReadOnlyMemory<byte>> encode, StackEvent e, out string? error)
    {
        try
        {
            error = null;
            return encode(e);
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException or ObjectDisposedException)
        {
            // Half a surrogate pair in the properties, or properties whose JsonDocument the engine has disposed.
            error = $"the event cannot be encoded: {wrong.Message}";
            return null;
        }
    }
}
