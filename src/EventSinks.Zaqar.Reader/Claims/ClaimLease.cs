using EventSinks.Zaqar.Reader.Requests;

namespace EventSinks.Zaqar.Reader.Claims;

/// <summary>Keeps a claim alive while its messages are worked on, and gives back what is left at the end.</summary>
internal sealed class ClaimLease : IAsyncDisposable
{
    // Nobody waits longer for a server when they are leaving; the claim runs out by itself.
    private static readonly TimeSpan ReleasePatience = TimeSpan.FromSeconds(5);

    private readonly QueueRequests _requests;
    private readonly QueueClaim _claim;
    private readonly ZaqarQueueReaderOptions _options;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _keeping;
    private volatile bool _isLost;
    private volatile bool _isDisposed;
    private int _settled;

    public ClaimLease(QueueRequests requests, QueueClaim claim, ZaqarQueueReaderOptions options, TimeProvider clock)
    {
        _requests = requests;
        _claim = claim;
        _options = options;
        _clock = clock;
        _keeping = KeepAsync();
    }

    /// <summary>Gets whether the claim has run out: others may hold the messages by now.</summary>
    public bool IsLost => _isLost;

    /// <summary>Gets whether the claim is lost, or given back: there is nothing to be had from it any more.</summary>
    public bool IsOver => _isLost || _isDisposed;

    /// <summary>One of the messages is done with.</summary>
    public void Settle() => _settled++;

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        await _ended.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(false);
        _ended.Dispose();
        if (_isLost || _settled >= _claim.Messages.Count)
        {
            return;
        }

        using var limit = new CancellationTokenSource(ReleasePatience, _clock);
        try
        {
            await _requests.ReleaseAsync(_claim.Id, limit.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is QueueTroubleException or ZaqarQueueException or OperationCanceledException)
        {
            // The claim runs out by itself; whoever is leaving has no use for the reason.
        }
    }

    private async Task KeepAsync()
    {
        var pause = _options.ClaimTtl / 2;
        var renewed = _clock.GetTimestamp();
        try
        {
            while (!_isLost)
            {
                await Task.Delay(pause, _clock, _ended.Token).ConfigureAwait(false);
                var isRenewed = await TryRenewAsync().ConfigureAwait(false);
                renewed = isRenewed ? _clock.GetTimestamp() : renewed;
                pause = isRenewed ? _options.ClaimTtl / 2 : _options.ClaimTtl / 10;
                _isLost |= _clock.GetElapsedTime(renewed) >= _options.ClaimTtl;
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // That is how keeping ends.
        }
    }

    private async Task<bool> TryRenewAsync()
    {
        try
        {
            var isRenewed = await _requests.RenewAsync(_claim.Id, _options.ClaimTtl, _options.ClaimGrace, _ended.Token).ConfigureAwait(false);
            _isLost = !isRenewed;
            return isRenewed;
        }
        catch (Exception error) when (error is QueueTroubleException or ZaqarQueueException)
        {
            // Whoever works on the messages hears of it when they delete one.
            return false;
        }
    }
}
