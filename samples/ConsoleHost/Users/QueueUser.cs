using ConsoleHost.Output;
using EventSinks;
using EventSinks.OpenStack;
using EventSinks.Zaqar.Reader;

namespace ConsoleHost.Users;

/// <summary>The stack's user, in a process of its own: shows the events of a queue, and clears a hook when its event arrives.</summary>
internal static class QueueUser
{
    /// <summary>Follows until the stack has come to its end.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string queue, string? stackId, string project)
    {
        // A user with more patience leaves this out: the reader goes on by itself when Zaqar comes back.
        using var trouble = new CancellationTokenSource();
        var options = new ZaqarQueueReaderOptions
        {
            Interval = TimeSpan.FromMilliseconds(50),
            OnTrouble = line =>
            {
                Screen.SayAsUser($"Zaqar does not answer: {line}");
                trouble.Cancel();
            },
        };
        try
        {
            var settings = CloudReader.OfProcess().Read().Require();
            if (settings is { Authentication: AuthenticationKind.None, ProjectId: null })
            {
                settings = settings with { ProjectId = project };
            }

            using var http = new HttpClient(CloudHttp.NewHandler(settings));
            var reader = new ZaqarQueueReader(queue, new OpenStackSession(settings, http), http, options);
            await foreach (var message in reader.FollowAsync(fromStart: true, trouble.Token))
            {
                if (message.Event is not { } received)
                {
                    Screen.SayAsUser("a message that is no event");
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
        catch (Exception wrong) when (wrong is ArgumentException or ZaqarQueueException or OpenStackException or IOException)
        {
            Screen.SayAsUser(wrong.Message);
            return wrong is ZaqarQueueException { Failure: not ZaqarQueueFailure.BadSettings } ? 3 : 1;
        }
        catch (OperationCanceledException)
        {
            // That was said already.
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
