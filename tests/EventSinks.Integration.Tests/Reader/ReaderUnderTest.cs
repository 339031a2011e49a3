using System.Text.Json;
using EventSinks.Integration.Support;
using EventSinks.OpenStack;
using EventSinks.Zaqar.Reader;

namespace EventSinks.Integration.Reader;

/// <summary>A reader of one queue of the real Zaqar, as a user's own program has it.</summary>
internal sealed class ReaderUnderTest : IDisposable
{
    public static readonly ZaqarQueueReaderOptions Quick = new() { Interval = TimeSpan.FromMilliseconds(100) };

    private readonly HttpClient _http;

    public ReaderUnderTest(ZaqarQueue queue, ZaqarQueueReaderOptions? options = null, bool renewsClaims = true)
    {
        var direct = new SocketsHttpHandler { AllowAutoRedirect = false };
        _http = new(renewsClaims ? direct : new WithoutRenewals(direct));
        var settings = new CloudSettings
        {
            Authentication = AuthenticationKind.None,
            MessagingEndpoint = ZaqarServer.Url.AbsoluteUri,
            ProjectId = queue.ProjectId,
        };
        Reader = new(queue.Name, new OpenStackSession(settings, _http), _http, options ?? Quick);
    }

    public ZaqarQueueReader Reader { get; }

    /// <summary>Bodies {"n":first} and so on.</summary>
    public static IEnumerable<object> Bodies(int first, int count) => Enumerable.Range(first, count).Select(static n => new { n });

    public static int NumberOf(ReceivedMessage message) => message.Body.GetProperty("n").GetInt32();

    /// <summary>An event's body, as a sink posts it.</summary>
    public static JsonElement Event(int id, string stack, long sequence) => JsonElement.Parse(
        $$$"""{"timestamp": "2026-11-22T08:21:17.674393", "version": "0.1", "type": "os.heat.event", "id": "00000000-0000-0000-0000-{{{id:d12}}}", "payload": {"resource_name": "r{{{id}}}", "stack_id": "{{{stack}}}", "resource_action": "CREATE", "resource_status": "COMPLETE", "version": "0.1", "sequence": {{{sequence}}}}}""");

    /// <summary>Takes so many messages, ends the enumeration, and fails after a minute.</summary>
    public static async Task<List<ReceivedMessage>> TakeAsync(Func<CancellationToken, IAsyncEnumerable<ReceivedMessage>> read, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        List<ReceivedMessage> taken = [];
        await foreach (var message in read(patience.Token))
        {
            taken.Add(message);
            if (taken.Count == count)
            {
                break;
            }
        }

        return taken;
    }

    public Task<List<ReceivedMessage>> FollowAsync(bool fromStart, int count) => TakeAsync(stop => Reader.FollowAsync(fromStart, stop), count);

    public Task<List<ReceivedMessage>> ConsumeAsync(int count) => TakeAsync(Reader.ConsumeAsync, count);

    public void Dispose() => _http.Dispose();
}
