using System.Net;
using System.Security.Cryptography.X509Certificates;
using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Http;
using EventSinks.Webhook.Support;
using Microsoft.Extensions.Configuration;

namespace EventSinks.Webhook;

/// <summary>From an environment's text to a receiver on a real port, and back to what the stack's user sees.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(60_000)]
public sealed class WebhookDeliveryTests
{
    private const string Marker = "marker-of-the-receiver";

    private static readonly SinkHttpOptions ThisMachine = new() { AllowedNetworks = [IPNetwork.Parse("127.0.0.1/32")] };

    [Test]
    public async Task Publish_ToAReceiver_ArrivesSignedInOrder(CancellationToken cancellationToken)
    {
        await using var receiver = new LoopbackReceiver();
        await using var events = Build(ThisMachine);
        await events.OpenAsync(Some.Stack, Read($"url: '{receiver.Url}', secrets: ['{Some.Secret}', '{Some.OtherSecret}'], headers: {{X-Team: ops}}"), cancellationToken);

        StackEvent[] published = [Some.Event("a"), Some.Event("b"), Some.Event("c")];
        await PublishAsync(events, published, cancellationToken);

        Assert.That(receiver.Requests.Select(static request => request.Id), Is.EqualTo(published.Select(static e => e.Id.ToString())));
        Assert.That(receiver.Requests.Select(static request => StackEvent.Parse(System.Text.Encoding.UTF8.GetBytes(request.Body)).ResourceName), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(receiver.Requests, Is.All.Matches<ReceivedRequest>(static request =>
            request!.IsSignedWith(Some.Secret) && request.IsSignedWith(Some.OtherSecret) && request.Headers["X-Team"] == "ops" && request.ContentType == "application/json"));
    }

    [Test]
    public async Task Publish_AsCloudEvents_ArrivesStructured(CancellationToken cancellationToken)
    {
        await using var receiver = new LoopbackReceiver();
        await using var events = Build(ThisMachine);
        await events.OpenAsync(Some.Stack, Read($"url: '{receiver.Url}', format: cloudevents, secrets: ['{Some.Secret}']"), cancellationToken);
        var e = Some.Event();

        await PublishAsync(events, [e], cancellationToken);

        var request = receiver.Requests.Single();
        Assert.That((request.ContentType, request.Id, request.IsSignedWith(Some.Secret)), Is.EqualTo(("application/cloudevents+json", e.Id.ToString(), true)));
        Assert.That(
            request.Body,
            Is.EqualTo($$"""{"specversion":"1.0","id":"{{e.Id}}","source":"/projects/demo/stacks/teststack/s1","type":"org.openstack.heat.resource.create.complete","subject":"server","time":"2026-01-02T03:04:05Z","datacontenttype":"application/json","sequence":"0000000000000000001","data":{{System.Text.Encoding.UTF8.GetString(e.ToUtf8Json().Span)}}}"""));
    }

    [Test]
    public async Task Publish_AsCloudEventsInBatches_ArrivesAsABatch(CancellationToken cancellationToken)
    {
        await using var receiver = new LoopbackReceiver();
        await using var events = Build(ThisMachine);
        await events.OpenAsync(Some.Stack, Read($"url: '{receiver.Url}', format: cloudevents, batch: true"), cancellationToken);

        await PublishAsync(events, [.. Enumerable.Range(0, 50).Select(static number => Some.Event($"r{number}"))], cancellationToken);

        Assert.That(receiver.Requests.Select(static request => request.ContentType), Is.All.EqualTo("application/cloudevents-batch+json"));
        Assert.That(
            receiver.Requests.SelectMany(static request => request.Json.EnumerateArray()).Select(static each => each.GetProperty("subject").GetString()),
            Is.EqualTo(Enumerable.Range(0, 50).Select(static number => $"r{number}")));
    }

    [Test]
    public async Task Publish_ToAReceiverThatAnswersWithWords_ShowsThemToNobody(CancellationToken cancellationToken)
    {
        await using var receiver = new LoopbackReceiver(static number => (number == 1 ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.Gone, Marker));
        var log = new CollectedLog();
        await using var events = Build(ThisMachine, log);
        await events.OpenAsync(Some.Stack, Read($"url: '{receiver.Url}s3cret'"), cancellationToken);

        await events.PublishAsync(Some.Event("refused"), cancellationToken);
        await events.PublishAsync(Some.Event("gone"), cancellationToken);
        var sink = await UntilAsync(events, static sink => sink.State is LaneState.Misconfigured, cancellationToken);

        var letter = await events.Store.ReadDeadLettersAsync(Some.Stack.Id, cancellationToken: cancellationToken).SingleAsync(cancellationToken);
        Assert.That((letter.Reason, sink.LastError), Is.EqualTo(("HTTP 422 Unprocessable Entity", "HTTP 410 Gone")));
        Assert.That(receiver.Requests, Has.Count.EqualTo(2));
        Assert.That(log.Lines.Append(sink.ToString()).Append(letter.ToString()), Has.None.Contains(Marker).And.None.Contains("s3cret"));
    }

    [Test]
    public async Task Publish_ToAReceiverThatRedirects_IsSuspended_AndNothingGoesThere(CancellationToken cancellationToken)
    {
        await using var elsewhere = new LoopbackReceiver();
        await using var receiver = new LoopbackReceiver(_ => (HttpStatusCode.TemporaryRedirect, elsewhere.Url.ToString()));
        await using var events = Build(ThisMachine);
        await events.OpenAsync(Some.Stack, Read($"url: '{receiver.Url}'"), cancellationToken);

        await events.PublishAsync(Some.Event(), cancellationToken);
        var sink = await UntilAsync(events, static sink => sink.State is LaneState.Misconfigured, cancellationToken);

        Assert.That((sink.LastError, elsewhere.Requests.Count), Is.EqualTo(("HTTP 307 Temporary Redirect: redirects are not followed", 0)));
    }

    [Test]
    public async Task Open_WithAnAddressOfThisMachine_IsAnErrorAtItsLine(CancellationToken cancellationToken)
    {
        await using var events = Build(new SinkHttpOptions());

        var publisher = await events.OpenAsync(Some.Stack, Read("url: 'http://127.0.0.1:8080/s3cret'"), cancellationToken);

        Assert.That(
            publisher.Binding.Diagnostics.Single().ToString(),
            Does.StartWith("e.yaml:2:").And.Contain("url's host is '127.0.0.1', an address that sinks may not connect to; the operator can allow it").And.Not.Contain("s3cret"));
    }

    [Test]
    public async Task Publish_ToANameOfThisMachine_ThatNobodyHasAllowed_NeverGetsThere(CancellationToken cancellationToken)
    {
        // The machine's own name leads to one of its own addresses, none of which is public here.
        await using var receiver = new LoopbackReceiver();
        var log = new CollectedLog();
        await using var events = Build(new SinkHttpOptions { RefusedNetworks = SinkHttpOptions.AnyAddress.AllowedNetworks }, log, allowHttp: true);
        await events.OpenAsync(Some.Stack, Read($"url: 'http://{Dns.GetHostName()}:{receiver.Url.Port}/hook/'"), cancellationToken);

        await events.PublishAsync(Some.Event(), cancellationToken);
        var sink = await UntilAsync(events, static sink => sink.LastError is not null, cancellationToken);

        Assert.That(sink.LastError, Is.EqualTo($"the name '{Dns.GetHostName()}' leads to no address that sinks may connect to; the operator can allow one"));
        Assert.That((sink.State, receiver.Requests.Count), Is.EqualTo((LaneState.Retrying, 0)));
    }

    [Test]
    public async Task Publish_OverTlsOfAPrivateAuthority_ArrivesWhereTheOperatorNamesIt(CancellationToken cancellationToken)
    {
        using var authority = new PrivateAuthority();
        using var certificate = authority.Issue("localhost");
        await using var server = new LoopbackServer(certificate: certificate);
        await using var events = Build(ThisMachine, authorities: authority.RootFile);
        await events.OpenAsync(Some.Stack, Read($"url: '{server.Address}hook'"), cancellationToken);

        await PublishAsync(events, [Some.Event()], cancellationToken);

        Assert.That(server.Requests.Single(), Does.StartWith("POST /hook HTTP/1.1"));
    }

    [Test]
    public async Task Publish_OverTlsOfAnAuthorityThatNobodyKnows_SaysSo(CancellationToken cancellationToken)
    {
        using var authority = new PrivateAuthority();
        using X509Certificate2 certificate = authority.Issue("localhost");
        await using var server = new LoopbackServer(certificate: certificate);
        await using var events = Build(ThisMachine);
        await events.OpenAsync(Some.Stack, Read($"url: '{server.Address}hook'"), cancellationToken);

        await events.PublishAsync(Some.Event(), cancellationToken);
        var sink = await UntilAsync(events, static sink => sink.LastError is not null, cancellationToken);

        Assert.That((sink.LastError, server.Requests.Count), Is.EqualTo(("the receiver's certificate is not trusted", 0)));
    }

    private static StackEvents Build(SinkHttpOptions http, CollectedLog? log = null, bool allowHttp = false, string? authorities = null)
    {
        var builder = new StackEventsBuilder
        {
            Http = http,
            LoggerFactory = log ?? new CollectedLog(),
            SinkConfiguration = new ConfigurationBuilder()
                .AddInMemoryCollection([
                    KeyValuePair.Create<string, string?>("webhook:allow_http", allowHttp.ToString()),
                    KeyValuePair.Create("webhook:cacert", authorities),
                ])
                .Build(),
        };
        return builder.AddSink<WebhookSinkFactory>().Build();
    }

    private static StackEnvironment Read(string options) =>
        EnvironmentReader.Read($"event_sinks:\n- {{type: webhook, {options}}}\n", "e.yaml");

    private static async Task PublishAsync(StackEvents events, StackEvent[] published, CancellationToken cancellationToken)
    {
        foreach (var e in published)
        {
            await events.PublishAsync(e, cancellationToken);
        }

        Assert.That(await events.DrainAsync(cancellationToken), Is.True);
    }

    private static async Task<SinkDeliveryStatus> UntilAsync(StackEvents events, Func<SinkDeliveryStatus, bool> isSo, CancellationToken cancellationToken)
    {
        SinkDeliveryStatus sink;
        while (!isSo(sink = (await events.GetStatusAsync(Some.Stack.Id, cancellationToken))!.Sinks.Single()))
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return sink;
    }
}
