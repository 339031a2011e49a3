using EventSinks.OpenStack;
using EventSinks.Zaqar.Reader;

if (args is not [var queue] || !ZaqarQueueReader.IsQueueName(queue))
{
    Console.Error.WriteLine("usage: OS_AUTH_TYPE=none OS_ENDPOINT=http://127.0.0.1:18888 OS_PROJECT_ID=demo QueueReader QUEUE");
    Console.Error.WriteLine("QUEUE is 1 to 64 of the characters A-Z, a-z, 0-9, '_', '.' and '-', and neither '.' nor '..'.");
    return 2;
}

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stopping.Cancel(); };
try
{
    var settings = CloudReader.OfProcess().Read().Require();      // clouds.yaml and OS_* variables, as for OpenStack's own clients
    using var http = new HttpClient(CloudHttp.NewHandler(settings));
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
catch (Exception end) when (end is ZaqarQueueException or OpenStackException or IOException)
{
    // The last of them is a certificate's file that cannot be read.
    Console.Error.WriteLine(end.Message);
    return 3;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("stopped");
}

return 0;
