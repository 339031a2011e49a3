using System.Runtime.CompilerServices;
using EventSinks.Storage;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.EventList;

/// <summary>Follows a store: every event once, in the order of recording, whatever is purged meanwhile.</summary>
internal sealed class EventFollower(IEventStoreReader reader, EventQuery query, TimeSpan interval, ToolConsole console)
{
    private const int PageSize = 500;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // When the last event has been purged the store lists from its beginning again. Sequences tell what has been seen: within a stack they only grow.
    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);
    private EventQuery _next = query with { Limit = PageSize };
    private int _failures;

    /// <summary>Gives the events that are there and then those that come.</summary>
    /// <param name="cancellationToken">Ends it; nothing else does.</param>
    public async IAsyncEnumerable<RecordedEvent> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await ReadAsync(cancellationToken).ConfigureAwait(false);
            foreach (var recorded in page)
            {
                if (recorded.Sequence > _seen.GetValueOrDefault(recorded.Event.StackId))
                {
                    _seen[recorded.Event.StackId] = recorded.Sequence;
                    yield return recorded;
                }
            }

            _next = page.Count == 0 ? _next : _next with { Marker = null, After = new RecordedPlace(page[^1].Event.StackId, page[^1].Sequence) };
            if (page.Count < PageSize)
            {
                await Task.Delay(Pause(), console.Clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // Nothing if the store cannot be read now.
    private async Task<IReadOnlyList<RecordedEvent>> ReadAsync(CancellationToken cancellationToken)
    {
        List<RecordedEvent> page = [];
        try
        {
            await foreach (var recorded in reader.QueryAsync(_next, cancellationToken).ConfigureAwait(false))
            {
                page.Add(recorded);
            }

            if (_failures > 0)
            {
                console.Complain("eventsinks: the store can be read again");
                _failures = 0;
            }

            return page;
        }
        catch (EventStoreException error)
        {
            if (_failures == 0)
            {
                console.Complain($"eventsinks: the store cannot be read: {Harmless.Line(error.Message)}; trying again");
            }

            _failures++;
            return [];
        }
    }

    private TimeSpan Pause()
    {
        var pause = interval * Math.Pow(2, Math.Clamp(_failures - 1, 0, 10));
        return _failures > 0 && pause > LongestPause ? LongestPause : pause;
    }
}
