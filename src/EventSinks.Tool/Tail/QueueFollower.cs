using System.Runtime.CompilerServices;
using System.Text.Json;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Tail;

/// <summary>Follows a queue: every message once, in order, over restarts of the server.</summary>
internal sealed class QueueFollower(ZaqarQueueReader queue, TimeSpan interval, ToolConsole console)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // Zaqar's Redis driver takes the marker of the very first message, and that of one that is gone, for no marker: the page is read again.
    private readonly SeenMessages _seen = new();
    private string? _marker;
    private int _failures;

    /// <summary>Gives the bodies of messages as they come.</summary>
    /// <param name="fromStart">Whether those that are there already count.</param>
    /// <param name="cancellationToken">Ends it; nothing else does.</param>
    public async IAsyncEnumerable<JsonElement> FollowAsync(bool fromStart, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isSkipping = !fromStart;
        while (true)
        {
            var page = await ReadAsync(cancellationToken).ConfigureAwait(false);
            foreach (var message in page ?? [])
            {
                if (_seen.Add(message.Id) && !isSkipping)
                {
                    yield return message.Body;
                }
            }

            var isLast = page is not { Count: ZaqarQueueReader.PageSize } || page[^1].Id == _marker;
            _marker = page is { Count: > 0 } ? page[^1].Id : _marker;
            isSkipping &= page is null || !isLast;
            if (isLast)
            {
                await Task.Delay(Pause(), console.Clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // Null if the server cannot be asked now.
    private async Task<IReadOnlyList<QueueMessage>?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var page = await queue.ReadPageAsync(_marker, cancellationToken).ConfigureAwait(false);
            if (_failures > 0)
            {
                console.Complain("eventsinks: the queue can be read again");
                _failures = 0;
            }

            return page;
        }
        catch (QueueUnavailableException error)
        {
            if (_failures == 0)
            {
                console.Complain($"eventsinks: the queue cannot be read: {Harmless.Line(error.Message)}; trying again");
            }

            _failures++;
            return null;
        }
    }

    private TimeSpan Pause()
    {
        var pause = interval * Math.Pow(2, Math.Clamp(_failures - 1, 0, 10));
        return _failures > 0 && pause > LongestPause ? LongestPause : pause;
    }
}
