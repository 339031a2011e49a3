namespace EventSinks.Zaqar.Requests;

/// <summary>
/// How many events go into the next request. Zaqar refuses a list whole and does not say which message it dislikes, so a refused stretch
/// is halved from its front until the message stands alone. What was learned lasts from one batch to the next: after a refusal requests
/// start small and double with every success, so that a run of bad messages costs one request each.
/// </summary>
internal sealed class PostSpan
{
    /// <summary>
    /// The most events in one request. Zaqar itself has no limit, but its answer repeats every id in one header: beyond about 1,700 the
    /// header breaks clients and servers.
    /// </summary>
    public const int MaxEvents = 500;

    private int _most = MaxEvents;

    // Where the stretch ends that is known to hold a bad message.
    private int _refusedEnd;

    /// <summary>Begins another batch.</summary>
    public void Begin() => _refusedEnd = 0;

    /// <summary>Gives how many events to post from a start on, of those that are left.</summary>
    public int Next(int start, int left)
    {
        var most = Math.Min(_most, left);
        return _refusedEnd > start ? Math.Clamp((_refusedEnd - start) / 2, 1, most) : most;
    }

    /// <summary>The last request was stored.</summary>
    public void Stored() => _most = Math.Min(MaxEvents, _most * 2);

    /// <summary>The last request was refused for one of its messages.</summary>
    public void Refused(int start, int count)
    {
        _refusedEnd = start + count;
        _most = Math.Max(1, count / 2);
    }
}
