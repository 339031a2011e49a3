using EventSinks.Zaqar.Reader.Requests;

namespace EventSinks.Zaqar.Reader.Following;

/// <summary>Where a follower is in its queue: behind the last message of the last page.</summary>
/// <remarks>
/// Zaqar's Redis driver counts places, and gives a page of places: expired messages keep theirs until somebody claims, so a page may be short or
/// empty though more follows. A marker whose own message has expired is therefore as good as another, while behind twenty places of messages
/// that expired unseen nothing is found. Without a marker the driver begins at the first message that lives: a look that finds nothing is taken
/// from there now and then. No place is gone back to, so a look has to show what is still delayed, too.
/// </remarks>
internal sealed class QueuePlace
{
    private const int IdleLooksUntilHead = 10;

    private string? _marker;
    private int _idleLooks;
    private int _stalePages;
    private bool _isAtHead;

    /// <summary>Gives the marker for the next look; null for a look at the queue's head.</summary>
    public string? Next()
    {
        _isAtHead = _marker is null || _idleLooks >= IdleLooksUntilHead;
        return _isAtHead ? null : _marker;
    }

    /// <summary>Moves behind a page.</summary>
    /// <param name="page">What the look has found.</param>
    /// <param name="hasNew">Whether any of it had not been seen before.</param>
    /// <param name="mostStalePages">After how many pages without anything new a pause is due in any case.</param>
    /// <returns>Whether the next look should follow at once.</returns>
    public bool MoveBehind(IReadOnlyList<QueueMessage> page, bool hasNew, int mostStalePages)
    {
        _idleLooks = hasNew || _idleLooks >= IdleLooksUntilHead ? 0 : _idleLooks + 1;
        _stalePages = hasNew ? 0 : _stalePages + 1;

        // At the head again, with nothing new: the place is still the old one.
        var isJustLooking = _isAtHead && _marker is not null && !hasNew;
        if (page.Count == 0 || isJustLooking)
        {
            return false;
        }

        // After the very first message of a queue, Zaqar's Redis driver gives that message again.
        var isElsewhere = page[^1].Id != _marker;
        _marker = page[^1].Id;
        if (hasNew || (isElsewhere && _stalePages < mostStalePages))
        {
            return true;
        }

        _stalePages = 0;
        return false;
    }
}
