using EventSinks.OpenStack;

namespace EventSinks.Zaqar.Reader.Support;

/// <summary>What tests need one of.</summary>
internal static class Some
{
    public static readonly CloudSettings Settings = new() { Authentication = AuthenticationKind.None, MessagingEndpoint = "http://zaqar:8888/v2/", ProjectId = "p" };

    public static ZaqarQueueReader Reader(
        HttpMessageHandler zaqar, ZaqarQueueReaderOptions? options = null, TimeProvider? clock = null, CloudSettings? settings = null)
    {
        var http = new HttpClient(zaqar);
        return new("q", new OpenStackSession(settings ?? Settings, http), http, options ?? Quick, clock);
    }

    public static ZaqarQueueReaderOptions Quick => new() { Interval = TimeSpan.FromMilliseconds(1) };

    /// <summary>Bodies that are no events: {"n":0} and so on.</summary>
    public static string[] Bodies(int count, int first = 0) => [.. Enumerable.Range(first, count).Select(static n => $$"""{"n":{{n}}}""")];

    public static string Event(int id, string stack = "s", long? sequence = null) =>
        $$$"""{"timestamp": "2026-11-22T08:21:17.674393", "version": "0.1", "type": "os.heat.event", "id": "00000000-0000-0000-0000-{{{id:d12}}}", "payload": {"resource_name": "r{{{id}}}", "physical_resource_id": null, "stack_id": "{{{stack}}}", "resource_action": "CREATE", "resource_status": "COMPLETE", "resource_status_reason": "state changed", "resource_type": "OS::Nova::Server", "resource_properties": {}, "version": "0.1"{{{(sequence is { } s ? $", \"sequence\": {s}" : "")}}}}}""";

    /// <summary>A token that ends a test which would wait for ever.</summary>
    public static CancellationToken Patience() => new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System).Token;

    /// <summary>Takes so many messages and ends the enumeration.</summary>
    public static async Task<List<ReceivedMessage>> TakeAsync(this IAsyncEnumerable<ReceivedMessage> messages, int count)
    {
        List<ReceivedMessage> taken = [];
        await foreach (var message in messages.WithCancellation(Patience()))
        {
            taken.Add(message);
            if (taken.Count == count)
            {
                break;
            }
        }

        return taken;
    }

    public static string[] Texts(IEnumerable<ReceivedMessage> messages) => [.. messages.Select(static message => message.Body.GetRawText())];
}
