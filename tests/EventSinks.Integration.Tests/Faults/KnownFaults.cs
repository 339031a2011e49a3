namespace EventSinks.Integration.Faults;

/// <summary>The faults that a way to a server may have, and none.</summary>
internal static class KnownFaults
{
    /// <summary>How long a trickling answer pauses between two bytes: some hundred bytes outlast any attempt of these tests.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>No fault: the request goes to the server, and its answer back.</summary>
    public static async Task<bool> None(Exchange exchange)
    {
        await exchange.WriteAsync(await exchange.ForwardAsync());
        return true;
    }

    /// <summary>The request goes nowhere, and something else answers it.</summary>
    public static Fault AnswersInstead(byte[] answer) => async exchange =>
    {
        await exchange.WriteAsync(answer);
        return true;
    };

    /// <summary>The server does what it was asked, and something else answers.</summary>
    public static Fault ForwardsAndAnswers(byte[] answer) => async exchange =>
    {
        await exchange.ForwardAsync();
        await exchange.WriteAsync(answer);
        return true;
    };

    /// <summary>The server does what it was asked; its answer ends in its headers.</summary>
    public static async Task<bool> CutsTheHead(Exchange exchange)
    {
        var answer = await exchange.ForwardAsync();
        await exchange.WriteAsync(answer.AsMemory(0, HttpMessage.HeadOf(answer) / 2));
        return false;
    }

    /// <summary>The server does what it was asked; its answer ends in its body.</summary>
    public static async Task<bool> CutsTheBody(Exchange exchange)
    {
        var answer = await exchange.ForwardAsync();
        await exchange.WriteAsync(answer.AsMemory(0, HttpMessage.HeadOf(answer) + 5));
        return false;
    }

    /// <summary>The server does what it was asked; its answer comes byte by byte.</summary>
    public static async Task<bool> Trickles(Exchange exchange)
    {
        foreach (var each in await exchange.ForwardAsync())
        {
            await exchange.WriteAsync(new[] { each });
            await Task.Delay(Pause, TimeProvider.System, exchange.Stopping);
        }

        return true;
    }

    /// <summary>The request goes nowhere, and nobody answers.</summary>
    public static async Task<bool> SaysNothing(Exchange exchange)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, exchange.Stopping);
        return false;
    }
}
