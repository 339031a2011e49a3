using System.Text;
using System.Text.Json;
using EventSinks.Binding;
using EventSinks.Discovery.Support;
using EventSinks.Environments;
using EventSinks.Support;

namespace EventSinks.Discovery;

/// <summary>Loads a plug-in that was compiled against version 1 of the contract once and for all: see tests/Plugins/Assets/ContractV1.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ContractV1Tests
{
    private static readonly string Assets = Path.Combine(RepositoryFile.Root, "tests", "Plugins", "Assets");

    private readonly StackIdentity _stack = new("s", "teststack", "demo", "root", "parent");
    [Test]
    public void Find_TellsItsFacts()
    {
        var catalog = new SinkCatalogBuilder().AddPluginFolder(Assets).Build();

        Assert.That(
            catalog.Entries.Select(static entry => (entry.ToString(), entry.ContractVersion, entry.FactoryType)),
            Is.EqualTo([
                ("contract-v1 (ContractV1 0.1.0.0)", 1, "ContractV1.V1Factory"),
                ("contract-v1-single (ContractV1 0.1.0.0)", 1, "ContractV1.V1SingleFactory"),
            ]));
    }

    [Test]
    public void Bind_OfAGoodDeclaration_ReadsItsOptionsAndSaysWhereItLeads()
    {
        var report = Bind("room: ops, token: hush, size: 60, until: '2030-01-01T00:00:00Z'");

        Assert.That(report.Diagnostics, Is.Empty);
        Assert.That(
            report.Bindings.Single().Destination,
            Is.EqualTo(new SinkDestination("ops", "v1.example.org:443", new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero))));
    }

    [TestCase("room: ops, size: 4", "size 4 is small")]
    [TestCase("room: nowhere, size: 3", "room nowhere is none, after Size size 3 is small False")]
    [TestCase("room: ops, size: 61", "between 1 and 60")]
    [TestCase("room: OPS", "^[a-z]+$")]
    [TestCase("room: ops, answer: perhaps", "answer")]
    [TestCase("size: 3", "option \"room\" is missing")]
    [TestCase("room: ops, colour: 3", "has no option \"colour\"")]
    public void Bind_OfADoubtfulDeclaration_SaysSo(string options, string words) =>
        Assert.That(Bind(options).Diagnostics.Select(static diagnostic => diagnostic.Message), Has.Some.Contains(words));

    [Test]
    public void IsSecret_OfAnOptionThatIsMarked_IsTrue()
    {
        var catalog = Builder().BuildCatalog();
        var declaration = EnvironmentReader.Read("event_sinks: [{type: contract-v1, room: ops, token: hush}]").Sinks.Single();
        var binder = new SinkBinder(catalog);

        Assert.That((binder.IsSecret(declaration, "token"), binder.IsSecret(declaration, "room")), Is.EqualTo((true, false)));
    }

    [TestCase("delivered", "Delivered", 0, null)]
    [TestCase("retry", "Retry: v1 retries", 1, 5)]
    [TestCase("unavailable", "Unavailable: v1 is unavailable", 1, 6)]
    [TestCase("reject", "Rejected: v1 rejects", 1, null)]
    [TestCase("suspend", "Suspended: v1 suspends", 1, null)]
    [TestCase("http", "Unavailable: HTTP 429 Too Many Requests", 1, 7)]
    [TestCase("none", "None", 0, null)]
    public async Task Deliver_GivesEachResultThatTheContractHas(string answer, string text, int delivered, int? wait)
    {
        await using var sink = Bind($"room: ops, answer: {answer}").Bindings.Single().CreateSink(_stack, TimeProvider.System);
        var recorded = new RecordedEvent(Event("server"), 1, TimeProvider.System.GetUtcNow());

        var result = await sink.DeliverAsync(new EventBatch(new[] { recorded, recorded }), CancellationToken.None);

        Assert.That(
            (result.ToString(), result.DeliveredEvents, result.RetryAfter),
            Is.EqualTo((text, delivered, wait is null ? (TimeSpan?)null : TimeSpan.FromSeconds(wait.Value))));
        Assert.That(sink.Limits, Is.EqualTo(new BatchLimits(2, 1024 * 1024, 1)));
    }

    [Test]
    public async Task Publish_DeliversThroughBothSinks_WithAllThatTheContractGives()
    {
        var http = new RecordingHttp();
        var first = Event("server");
        var others = new[] { Event("poison"), Event("volume") };
        await using var events = Builder(http).Build();
        var publisher = await events.OpenAsync(_stack, EnvironmentReader.Read(
            "event_sinks: [{type: contract-v1, room: ops, token: hush, size: 7, until: '2030-01-01T00:00:00Z'}, {type: contract-v1-single, room: ops}]"));

        await publisher.PublishAsync(first);
        Assert.That(await events.DrainAsync(CancellationToken.None), Is.True, "alone in its batch");
        foreach (var e in others)
        {
            await publisher.PublishAsync(e);
        }

        Assert.That(await events.DrainAsync(CancellationToken.None), Is.True);
        var status = await events.GetStatusAsync("s");
        Assert.That(
            status!.Sinks.Select(static sink => (sink.Name, sink.Delivered, sink.DeadLettered, sink.ExpiresAt?.Year)),
            Is.EqualTo(new (string, long, long, int?)[] { ("contract-v1:ops", 3, 0, 2030), ("contract-v1-single:ops", 2, 1, null) }));
        Assert.That(http.PostsTo("/single"), Is.EqualTo([$"1: {Text(first)}", $"3: {Text(others[1])}"]));
        Assert.That(http.Settings, Does.Contain(new SinkHttpSettings()).And.Contain(new SinkHttpSettings
        {
            CaCertificateFile = "ca.pem",
            ClientCertificateFile = "client.pem",
            ClientKeyFile = "client.key",
            VerifyServer = false,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            MaxConnectionsPerServer = 2,
            MaxResponseHeadersKilobytes = 16,
        }));
        Assert.That(http.PostsTo("/batch")[0], Is.EqualTo($$"""
            stack: s teststack demo root parent
            binding: contract-v1:ops, token hush, size 7
            ambient: False
            credential: openstack-token (hidden) openstack-token t0ken https://zaqar.example.org 2030-01-01 00:00:00Z
            own: own-kind (hidden) blue openstack-trust zaqar-signed-url
            event: 1 True {{first.Id}} s 2026-01-02 03:04:05Z False
            resource: server physical OS::Nova::Server CREATE COMPLETE because
            properties: {"size":1.50}
            more: more=[1]
            payload: further={"a":2}
            copy: True another {} False True True 0.1
            made: made CREATE_COMPLETE: here / name UPDATE_FAILED: for v1 / server DELETE_COMPLETE: state changed
            body: {{Text(first)}}
            events: 1 of 1

            """));
    }

    private static string Text(StackEvent e) => Encoding.UTF8.GetString(e.ToUtf8Json().Span);

    private StackEvent Event(string resource) => new()
    {
        StackId = _stack.Id,
        Timestamp = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        ResourceName = resource,
        PhysicalResourceId = "physical",
        ResourceType = "OS::Nova::Server",
        ResourceAction = "CREATE",
        ResourceStatus = "COMPLETE",
        ResourceStatusReason = "because",
        ResourceProperties = JsonElement.Parse("""{"size":1.50}"""),
        AdditionalMembers = [new("more", JsonElement.Parse("[1]"))],
        AdditionalPayloadMembers = [new("further", JsonElement.Parse("""{"a":2}"""))],
    };

    private static BindingReport Bind(string options) =>
        new SinkBinder(Builder().BuildCatalog()).Bind(EnvironmentReader.Read($"event_sinks: [{{type: contract-v1, {options}}}]"));

    private static StackEventsBuilder Builder(RecordingHttp? http = null) =>
        new StackEventsBuilder().AddPluginFolder(Assets).ExposeToSinks<ISinkHttp>(http ?? new()).UseCredentials(new OneCredential());
}
