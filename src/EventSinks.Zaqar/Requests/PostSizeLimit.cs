namespace EventSinks.Zaqar.Requests;

/// <summary>
/// How many bytes a request may have: Zaqar's default until an answer names less for this server or this queue. Learned for the sink's
/// life, and only downwards.
/// </summary>
internal sealed class PostSizeLimit
{
    /// <summary>Zaqar's own default, <c>max_messages_post_size</c>.</summary>
    public const int Default = 262_144;

    /// <summary>Gets the most bytes to put into a request with several events: what was named, or guessed below it.</summary>
    public int Request { get; private set; } = Default;

    /// <summary>Gets the limit that the server names; a request with one event above it is not worth posting.</summary>
    public int Named { get; private set; } = Default;

    /// <summary>Learns from a refusal: the number that the server named if it explains the refusal, else half of what was refused.</summary>
    public void Learn(int? named, int refusedBytes)
    {
        if (named < refusedBytes)
        {
            Named = Math.Min(Named, named.Value);
            Request = Math.Min(Request, Named);
        }
        else
        {
            Request = Math.Clamp(refusedBytes / 2, 1, Request);
        }
    }
}
