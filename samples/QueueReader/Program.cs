using EventSinks.OpenStack;
using EventSinks.Zaqar.Reader;

if (args is not [var queue])
{
    Console.Error.WriteLine("usage: OS_ENDPOINT=http://127.0.0.1:18888 OS_PROJECT_ID=demo QueueReader QUEUE");
    return 2;
}

var settings = new CloudSettings
{
    Authentication = AuthenticationKind.None,      // or Password, with the user and AuthUrl: then the catalog knows the endpoint
    MessagingEndpoint = Environment.GetEnvironmentVariable("OS_ENDPOINT"),
    ProjectId = Environment.GetEnvironmentVariable("OS_PROJECT_ID"),
};
using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stopping.Cancel(); };
try
{
    var reader = new ZaqarQueueReader(queue, new OpenStackSession(settings, http), http, new ZaqarQueueReaderOptions
    {
        OnCaughtUp = () => Console.Error.WriteLine("everything that was there is read: create the stack now"),
        OnTrouble = line => Console.Error.WriteLine($"{line}; trying again"),
        OnGap = gap => Console.Error.WriteLine($"{gap.Missing} events of stack {gap.StackId} are missing before {gap.Before}"),
    });
    await foreach (var message in reader.FollowAsync(fromStart: true, stopping.Token))
    {
        Console.WriteLine(message.Event is { } e ? $"{e.ResourceName} {e.ResourceAction}_{e.ResourceStatus}" : $"{message.Body}");
    }
}
catch (Exception end) when (end is ZaqarQueueException or OperationCanceledException)
{
    Console.Error.WriteLine(end is ZaqarQueueException ? end.Message : "stopped");
    return end is ZaqarQueueException ? 3 : 0;
}

return 0;
