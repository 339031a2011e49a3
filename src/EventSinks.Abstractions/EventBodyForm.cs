namespace EventSinks;

/// <summary>How an event's body is written for sinks, where that is not Heat's own form. Immutable, thread-safe.</summary>
internal abstract class EventBodyForm
{
    /// <summary>The media type of Heat's own form.</summary>
    public const string Json = "application/json";

    /// <summary>Gets the media type of what is written.</summary>
    public abstract string ContentType { get; }

    /// <summary>Writes a body as UTF-8 JSON on one line.</summary>
    /// <param name="e">The event.</param>
    public abstract byte[] Write(StackEvent e);
}
