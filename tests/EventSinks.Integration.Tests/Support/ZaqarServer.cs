namespace EventSinks.Integration.Support;

/// <summary>The real Zaqar that <c>test.sh</c> has started. Tests that use it carry <c>[Category(ZaqarServer.Category)]</c>.</summary>
internal static class ZaqarServer
{
    /// <summary>The category of tests that need a server; <c>test.sh --no-servers</c> leaves them out.</summary>
    public const string Category = "Servers";

    private const string UrlVariable = "EVENTSINKS_TEST_ZAQAR_URL";

    private static readonly ServerScript Script = new("Zaqar", "EVENTSINKS_TEST_ZAQAR_SCRIPT");

    /// <summary>Gets the server's address, without a path. The test fails when there is no server.</summary>
    public static Uri Url => new(Script.Variable(UrlVariable));

    /// <summary>Makes a queue name and a project no other test uses. Zaqar makes the queue itself at its first message.</summary>
    public static ZaqarQueue NewQueue() => new(Url, $"queue-{Guid.NewGuid():N}", $"project-{Guid.NewGuid():N}");

    /// <summary>Stops Zaqar. Redis keeps the messages. A test that does so is <c>[NonParallelizable]</c> and starts it again in any case.</summary>
    public static Task StopApiAsync(CancellationToken cancellationToken = default) => RunScriptAsync("stop-api", cancellationToken);

    /// <summary>Starts Zaqar, if it is stopped, and waits until it answers.</summary>
    public static Task StartApiAsync(CancellationToken cancellationToken = default) => RunScriptAsync("start-api", cancellationToken);

    /// <summary>Stops and starts Zaqar; the messages stay.</summary>
    public static async Task RestartApiAsync(CancellationToken cancellationToken = default)
    {
        await StopApiAsync(cancellationToken);
        await StartApiAsync(cancellationToken);
    }

    /// <summary>Kills Zaqar with SIGKILL. As with all of the following, a test starts it again in any case.</summary>
    public static Task KillApiAsync() => RunScriptAsync("kill-api", CancellationToken.None);

    /// <summary>Has Zaqar answer nothing, with its connections open.</summary>
    public static Task PauseApiAsync() => RunScriptAsync("pause-api", CancellationToken.None);

    /// <summary>Has Zaqar go on.</summary>
    public static Task ContinueApiAsync() => RunScriptAsync("continue-api", CancellationToken.None);

    /// <summary>Kills Zaqar's Redis with SIGKILL. What it had acknowledged outlives it.</summary>
    public static Task KillRedisAsync() => RunScriptAsync("kill-redis", CancellationToken.None);

    /// <summary>Starts Zaqar's Redis, if it does not run.</summary>
    public static Task StartRedisAsync() => RunScriptAsync("start-redis", CancellationToken.None);

    /// <summary>Has Redis answer nothing, with its connections open.</summary>
    public static Task PauseRedisAsync() => RunScriptAsync("pause-redis", CancellationToken.None);

    /// <summary>Has Redis go on.</summary>
    public static Task ContinueRedisAsync() => RunScriptAsync("continue-redis", CancellationToken.None);

    private static Task RunScriptAsync(string verb, CancellationToken cancellationToken) =>
        Script.RunAsync([verb], cancellationToken: cancellationToken);
}
