using System.Text;
using ConsoleHost.Output;
using EventSinks;

namespace ConsoleHost.Users;

/// <summary>The stack's user, in a process of its own: shows the events of a queue, and clears a hook when its event arrives.</summary>
internal static class QueueUser
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Follows until the stack has come to its end.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string queue, string? stackId, string project)
    {
        if (!Uri.TryCreate(Environment.GetEnvironmentVariable("OS_ENDPOINT"), UriKind.Absolute, out var endpoint))
        {
            Screen.SayAsUser("OS_ENDPOINT is no URL, such as http://127.0.0.1:8888");
            return 1;
        }

        using var follower = new QueueFollower(endpoint, project, queue);
        try
        {
            await foreach (var body in follower.FollowAsync(Interval, CancellationToken.None))
            {
                if (!StackEvent.TryParse(Encoding.UTF8.GetBytes(body.GetRawText()), out var received, out var error))
                {
                    Screen.SayAsUser($"a message that is no event: {error}");
                }
                else if (stackId is null || received.StackId == stackId)
                {
                    await ReactAsync(received);
                    if (received is { IsStackEvent: true, ResourceStatus: not "IN_PROGRESS" })
                    {
                        return 0;
                    }
                }
            }
        }
        catch (Exception unanswered) when (unanswered is HttpRequestException or TaskCanceledException)
        {
            Screen.SayAsUser($"Zaqar at {endpoint} does not answer: {unanswered.Message}");
        }

        return 3;
    }

    private static async Task ReactAsync(StackEvent received)
    {
        Screen.Arrived(received);
        if (received.ResourceStatusReason == "CREATE paused until Hook pre-create is cleared")
        {
            var waited = await HookPipe.TrySendAsync(received.StackId, received.ResourceName);
            Screen.SayAsUser(waited ? $"cleared the hook of {received.ResourceName}" : $"nobody waits at the hook of {received.ResourceName} any more");
        }
    }
}
