using System.Globalization;
using System.Text.Json;

namespace EventSinks.Integration.Support;

/// <summary>
/// The real Keystone that <c>test.sh</c> has started, and the Zaqar that takes its tokens. Tests that use them carry
/// <c>[Category(ZaqarServer.Category)]</c>.
/// </summary>
/// <remarks>A test that stops, kills, pauses or restarts something is <c>[NonParallelizable]</c>, and undoes it in any case.</remarks>
internal static class KeystoneServer
{
    private const string UrlVariable = "EVENTSINKS_TEST_KEYSTONE_URL";
    private const string TokenSecondsVariable = "EVENTSINKS_TEST_KEYSTONE_TOKEN_SECONDS";

    private static readonly ServerScript Script = new("Keystone", "EVENTSINKS_TEST_KEYSTONE_SCRIPT");
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Gets Keystone's address, with <c>/v3</c>. The test fails when there is no server.</summary>
    public static Uri AuthUrl => new(Script.Variable(UrlVariable));

    /// <summary>Reads who can sign in, and with what.</summary>
    public static async Task<KeystoneAccounts> ReadAccountsAsync(CancellationToken cancellationToken = default) =>
        JsonSerializer.Deserialize<KeystoneAccounts>(await Script.RunAsync(["accounts"], cancellationToken: cancellationToken), Snake)!;

    /// <summary>Stops Keystone; the accounts stay.</summary>
    public static Task StopApiAsync(CancellationToken cancellationToken = default) => RunAsync(cancellationToken, "stop-api");

    /// <summary>Starts Keystone, if it is stopped, and waits until it answers.</summary>
    public static Task StartApiAsync(CancellationToken cancellationToken = default) => RunAsync(cancellationToken, "start-api");

    /// <summary>Stops and starts Keystone; the accounts stay, and new tokens live as long as ever.</summary>
    public static Task RestartApiAsync(CancellationToken cancellationToken = default) => RunAsync(cancellationToken, "restart");

    /// <summary>Stops and starts Keystone; the accounts stay. New tokens live this long, in whole seconds, until <see cref="RestartApiAsync"/>.</summary>
    public static Task RestartApiWithTokensOfAsync(TimeSpan life, CancellationToken cancellationToken = default)
    {
        var seconds = ((long)life.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Script.RunAsync(["restart"], new Dictionary<string, string> { [TokenSecondsVariable] = seconds }, cancellationToken);
    }

    /// <summary>Kills Keystone with SIGKILL.</summary>
    public static Task KillApiAsync() => RunAsync(CancellationToken.None, "kill-api");

    /// <summary>Has Keystone answer nothing, with its connections open.</summary>
    public static Task PauseApiAsync() => RunAsync(CancellationToken.None, "pause-api");

    /// <summary>Has Keystone go on.</summary>
    public static Task ContinueApiAsync() => RunAsync(CancellationToken.None, "continue-api");

    /// <summary>Stops the Zaqar that takes Keystone's tokens; the messages stay.</summary>
    public static Task StopZaqarAsync(CancellationToken cancellationToken = default) => RunAsync(cancellationToken, "zaqar", "stop-api");

    /// <summary>Starts that Zaqar, if it is stopped, and waits until it answers.</summary>
    public static Task StartZaqarAsync(CancellationToken cancellationToken = default) => RunAsync(cancellationToken, "zaqar", "start-api");

    /// <summary>Kills that Zaqar with SIGKILL.</summary>
    public static Task KillZaqarAsync() => RunAsync(CancellationToken.None, "zaqar", "kill-api");

    /// <summary>Has that Zaqar answer nothing, with its connections open.</summary>
    public static Task PauseZaqarAsync() => RunAsync(CancellationToken.None, "zaqar", "pause-api");

    /// <summary>Has that Zaqar go on.</summary>
    public static Task ContinueZaqarAsync() => RunAsync(CancellationToken.None, "zaqar", "continue-api");

    private static Task RunAsync(CancellationToken cancellationToken, params string[] arguments) =>
        Script.RunAsync(arguments, cancellationToken: cancellationToken);
}
