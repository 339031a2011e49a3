namespace EventSinks.Zaqar.Reader.Requests;

/// <summary>Asks until there is an answer, and tells of the trouble meanwhile. One for each enumeration.</summary>
internal sealed class Persistence(ZaqarQueueReaderOptions options, TimeProvider clock)
{
    private string? _told;

    /// <summary>Asks again and again: after 1 second, then after twice as long each time, up to 30 seconds.</summary>
    /// <exception cref="ZaqarQueueException">Trying again would not help.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        var pause = ZaqarQueueReaderOptions.ShortestPause;
        while (true)
        {
            TimeSpan wait;
            try
            {
                var answer = await ask(cancellationToken).ConfigureAwait(false);
                TellOfAnswer();
                return answer;
            }
            catch (QueueTroubleException trouble)
            {
                TellOf(trouble.Message);
                wait = trouble.RetryAfter > pause ? trouble.RetryAfter.Value : pause;
            }

            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < ZaqarQueueReaderOptions.LongestPause ? pause * 2 : ZaqarQueueReaderOptions.LongestPause;
        }
    }

    private void TellOf(string trouble)
    {
        if (_told != trouble)
        {
            _told = trouble;
            options.OnTrouble?.Invoke(trouble);
        }
    }

    private void TellOfAnswer()
    {
        if (_told is not null)
        {
            _told = null;
            options.OnRecovered?.Invoke();
        }
    }
}
