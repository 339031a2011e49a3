using System.Net;

namespace EventSinks.Http;

/// <summary>
/// Connects to the first of several addresses that answers: each gets a head start before the next is tried too, and one that fails hands
/// over at once, IPv6 and IPv4 in turn. After RFC 8305, sections 4 and 5.
/// </summary>
internal static class AddressRace
{
    /// <summary>How long an address is tried alone.</summary>
    public static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs the race.</summary>
    /// <param name="addresses">At least one address, the best first.</param>
    /// <param name="connect">Connects to one.</param>
    /// <param name="clock">The clock of the head start.</param>
    /// <param name="cancellationToken">Ends the race.</param>
    /// <typeparam name="T">What a connection is.</typeparam>
    /// <returns>The connection; those that come too late are disposed.</returns>
    /// <exception cref="Exception">None could be made: what the first failure was.</exception>
    public static async Task<T> RunAsync<T>(
        IReadOnlyList<IPAddress> addresses, Func<IPAddress, CancellationToken, Task<T>> connect, TimeProvider clock, CancellationToken cancellationToken)
        where T : IDisposable
    {
        var waiting = new Queue<IPAddress>(InTurn(addresses));
        var running = new List<Task<T>>();
        var failed = new List<Task<T>>();
        using var losers = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (waiting.Count + running.Count > 0)
            {
                if (waiting.TryDequeue(out var next))
                {
                    running.Add(connect(next, losers.Token));
                }

                if (await FirstAsync(running, waiting.Count > 0, clock, cancellationToken).ConfigureAwait(false) is not { } ended)
                {
                    continue;
                }

                running.Remove(ended);
                if (ended.IsCompletedSuccessfully)
                {
                    return await ended.ConfigureAwait(false);
                }

                failed.Add(ended);
            }

            cancellationToken.ThrowIfCancellationRequested();
            return await failed[0].ConfigureAwait(false);
        }
        finally
        {
            await losers.CancelAsync().ConfigureAwait(false);
            running.Concat(failed).ToList().ForEach(static late => _ = LetGoAsync(late));
        }
    }

    private static async Task<Task<T>?> FirstAsync<T>(List<Task<T>> running, bool hasNext, TimeProvider clock, CancellationToken cancellationToken)
    {
        var first = Task.WhenAny(running);
        try
        {
            return await first.WaitAsync(hasNext ? HeadStart : Timeout.InfiniteTimeSpan, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static IEnumerable<IPAddress> InTurn(IReadOnlyList<IPAddress> addresses)
    {
        var ofFirst = addresses.Where(address => address.AddressFamily == addresses[0].AddressFamily).Select(static (address, place) => (address, place, 0));
        var ofOther = addresses.Where(address => address.AddressFamily != addresses[0].AddressFamily).Select(static (address, place) => (address, place, 1));
        return ofFirst.Concat(ofOther).OrderBy(static each => (each.place, each.Item3)).Select(static each => each.address);
    }

    private static async Task LetGoAsync<T>(Task<T> late)
        where T : IDisposable
    {
        try
        {
            (await late.ConfigureAwait(false)).Dispose();
        }
        catch (Exception error) when (error is System.Net.Sockets.SocketException or OperationCanceledException)
        {
            // It has lost anyway; what it threw is the race's only if nobody won.
        }
    }
}
