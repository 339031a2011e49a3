using EventSinks.Zaqar.Reader.Requests;

namespace EventSinks.Zaqar.Reader.Following;

/// <summary>Where a follower is in its queue: behind the last message of the last page.</summary>
/// <remarks>
/// Zaqar's Redis driver counts places, those of expired messages too, and gives a page of places: behind a marker with twenty expired messages
/// after it comes an empty page, whatever follows. From the head, without a marker, it skips them. So a marker is only used while its own
/// message lives, and a look that finds nothing is taken from the head now and then.
/// </remarks>
internal sealed class QueuePlace(TimeProvider clock)
{
    private const int IdleLooksUntilHead = 10;

    private string? _marker;
    private long _readAt;
    private TimeSpan? _timeLeft;
    private int _idleLooks;
    private int _stalePages;
    private bool _isAtHead;

    /// <summary>Gives the marker for the next look; null for a look at the queue's head.</summary>
    public string? Next()
    {
        if (_timeLeft is { } left && clock.GetElapsedTime(_readAt) >= left)
        {
            _marker = null;
            _timeLeft = null;
        }

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
        _readAt = clock.GetTimestamp();
        _timeLeft = page[^1].TimeLeft;
        if (hasNew || (isElsewhere && _stalePages < mostStalePages))
        {
            return true;
        }

        _stalePages = 0;
        return false;
    }
}
