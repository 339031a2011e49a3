namespace EventSinks.Zaqar.Reader.Requests;

/// <summary>Asks until there is an answer, and tells of the trouble meanwhile. One for each enumeration. Thread-safe.</summary>
internal sealed class Persistence(Callbacks callbacks, TimeProvider clock)
{
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
                callbacks.TellOfAnswer();
                return answer;
            }
            catch (QueueTroubleException trouble)
            {
                callbacks.TellOfTrouble(trouble.Message);
                wait = trouble.RetryAfter > pause ? trouble.RetryAfter.Value : pause;
            }

            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < ZaqarQueueReaderOptions.LongestPause ? pause * 2 : ZaqarQueueReaderOptions.LongestPause;
        }
    }
}
