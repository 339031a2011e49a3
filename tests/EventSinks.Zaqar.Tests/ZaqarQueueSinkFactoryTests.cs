using System.Reflection;
using System.Text.Json;
using EventSinks.Zaqar.Support;

namespace EventSinks.Zaqar;

[Parallelizable(ParallelScope.All)]
public sealed class ZaqarQueueSinkFactoryTests
{
    [Test]
    public void Export_NamesTheSinkType() =>
        Assert.That(typeof(ZaqarQueueSinkFactory).GetCustomAttribute<ExportEventSinkAttribute>()!.SinkType, Is.EqualTo("zaqar-queue"));

    [Test]
    public void Describe_WithAKnownEndpoint_GivesQueueAndServer() =>
        Assert.That(Describe(Factory(ambient: true, Some.NoAuth)), Is.EqualTo(new SinkDestination("q1", "zaqar.test:8888")));

    [Test]
    public void Describe_WhereOnlyKeystoneIsKnown_TakesItsAddressForTheCloud() =>
        Assert.That(
            Describe(Factory(ambient: false, section: new() { ["auth_url"] = "https://keystone.test:5000/v3", ["username"] = "u", ["password"] = "p" })),
            Is.EqualTo(new SinkDestination("q1", "keystone.test:5000")));

    [Test]
    public void Describe_WhereAmbientSettingsAreNotAllowed_GivesTheQueueAlone() =>
        Assert.That(Describe(Factory(ambient: false, Some.NoAuth)), Is.EqualTo(new SinkDestination("q1")));

    [Test]
    public void Describe_OfAMalformedEndpoint_GivesTheQueueAlone() =>
        Assert.That(Describe(Factory(ambient: true, static name => name == "OS_ENDPOINT" ? "zaqar" : null)), Is.EqualTo(new SinkDestination("q1")));

    [Test]
    public void Describe_OfASignedUrl_SaysWhenItEnds() =>
        Assert.That(
            Describe(Factory(ambient: false), new() { Target = "q1", SignedUrl = Some.SignedUrl() }).ExpiresAt,
            Is.EqualTo(new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero)));

    [Test]
    public void Check_OfATtlBelowZaqarsMinimum_WarnsAtTheTtl() =>
        Assert.That(
            Check(new() { Target = "q1", Ttl = 30 }).Single(),
            Is.EqualTo(new OptionFinding("Ttl", "ttl 30 is below Zaqar's minimum; 60 is used", IsError: false)));

    [TestCase(null)]
    [TestCase(60)]
    [TestCase(3600)]
    public void Check_OfATtlThatZaqarTakes_FindsNothing(int? ttl) => Assert.That(Check(new() { Target = "q1", Ttl = ttl }), Is.Empty);

    [TestCase(".")]
    [TestCase("..")]
    public void Check_OfAQueueThatAUrlCannotName_IsAnErrorAtTheTarget(string target)
    {
        var finding = Check(new() { Target = target }).Single();

        Assert.That((finding.Option, finding.IsError), Is.EqualTo(("Target", true)));
    }

    [Test]
    public void Check_OfASignedUrlThatIsWhole_FindsNothing() => Assert.That(Check(Signed(Some.SignedUrl())), Is.Empty);

    [TestCase("1970-01-01T00:00:00", 1)]
    [TestCase("2026-01-03T03:04:04", 1)]
    [TestCase("2026-01-03T03:04:05", 0)]
    public void Check_OfASignedUrlThatEndsWithinADayOrHasEnded_Warns(string expires, int warnings)
    {
        var findings = Check(Signed(Some.SignedUrl(expires: expires)));

        Assert.That(findings, Has.Count.EqualTo(warnings));
        Assert.That(findings.Where(static finding => finding.IsError), Is.Empty);
    }

    private static IEnumerable<TestCaseData> BadUrls =>
    [
        new(new SignedUrlOptions(), "lacks 'paths'"),
        new(Some.SignedUrl() with { Methods = [] }, "lacks 'methods'"),
        new(Some.SignedUrl() with { Project = "" }, "lacks 'project'"),
        new(Some.SignedUrl() with { Expires = null }, "lacks 'expires'"),
        new(Some.SignedUrl() with { Signature = null }, "lacks 'signature'"),
        new(Some.SignedUrl() with { Expires = "tomorrow" }, "is not a time such as"),
        new(Some.SignedUrl() with { Methods = ["GET"] }, "does not allow POST"),
        new(Some.SignedUrl("other"), "is not for /v2/queues/q1/messages"),
        new(Some.SignedUrl() with { Signature = "s3cret\n" }, "no HTTP header"),
    ];

    [TestCaseSource(nameof(BadUrls))]
    public void Check_OfASignedUrlThatCannotWork_SaysWhyAndShowsNoSecret(SignedUrlOptions url, string expected)
    {
        var finding = Check(Signed(url)).Single();

        Assert.That((finding.Option, finding.IsError), Is.EqualTo(("SignedUrl", true)));
        Assert.That(finding.Message, Does.Contain(expected).And.Not.Contain("s3cret").And.Not.Contain("e4f83af8"));
    }

    [Test]
    public void Check_OfAQueueToCreateByASignedUrl_IsAnErrorAtTheMetadata()
    {
        var options = Signed(Some.SignedUrl()) with { QueueMetadata = new Dictionary<string, JsonElement>() };

        Assert.That(Check(options).Single().Option, Is.EqualTo("QueueMetadata"));
    }

    [TestCase(null, 1)]
    [TestCase("0", 1)]
    [TestCase("null", 1)]
    [TestCase("9", 0)]
    public void Check_OfADelayThatTheQueueWouldDrop_Warns(string? defaultDelay, int warnings)
    {
        var options = new ZaqarQueueOptions
        {
            Target = "q1",
            Delay = 5,
            SignedUrl = defaultDelay is null ? Some.SignedUrl() : null,
            QueueMetadata = defaultDelay is null ? null : new Dictionary<string, JsonElement> { ["_default_message_delay"] = JsonElement.Parse(defaultDelay) },
        };

        Assert.That(Check(options).Select(static finding => (finding.Option, finding.IsError)), Is.EqualTo(Enumerable.Repeat(("Delay", false), warnings)));
    }

    [Test]
    public async Task Deliver_TakesTlsSettingsFromTheVariables()
    {
        var settings = await TransportAsync(
            ambient: true, static name => name == "OS_CACERT" ? "/ca.pem" : name == "OS_INSECURE" ? "True" : Some.NoAuth(name));

        Assert.That(settings, Is.EqualTo(new SinkHttpSettings { AddressFromOperator = true, CaCertificateFile = "/ca.pem", VerifyServer = false }));
    }

    [Test]
    public async Task Deliver_WhereAmbientSettingsAreNotAllowed_LeavesTlsAsItIs()
    {
        var token = new StackCredential(StackCredentialKinds.OpenStackToken, "t", new Dictionary<string, string> { ["endpoint"] = "https://own.test" });

        Assert.That(await TransportAsync(ambient: false, static name => name == "OS_CACERT" ? "/ca.pem" : null, token), Is.EqualTo(new SinkHttpSettings { AddressFromOperator = true }));
    }

    [Test]
    public async Task Deliver_WithACertificateFileThatCannotBeRead_WaitsAndSaysWhichOne()
    {
        await using var sink = Some.Create(Some.Factory(new BrokenHttp(), new FixedCredentials(AllowAmbient: true), Some.NoAuth));

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That(result, Is.EqualTo(DeliveryResult.Retry("Cannot read '/ca.pem'.", after: TimeSpan.FromMinutes(1))));
    }

    private static ZaqarQueueOptions Signed(SignedUrlOptions url) => new() { Target = "q1", SignedUrl = url };

    private static ZaqarQueueSinkFactory Factory(bool ambient, Func<string, string?>? variables = null, Dictionary<string, string?>? section = null) =>
        Some.Factory(new NoHttp(), new FixedCredentials(ambient), variables, section: section);

    private static IReadOnlyList<OptionFinding> Check(ZaqarQueueOptions options)
    {
        var check = new OptionsCheck();
        Check(Factory(ambient: true, Some.NoAuth), options, check);
        return check.Findings;
    }

    private static void Check(IEventSinkFactory factory, ZaqarQueueOptions options, OptionsCheck check) => factory.Check(options, check);

    private static SinkDestination Describe(IEventSinkFactory factory, ZaqarQueueOptions? options = null) =>
        factory.Describe(options ?? new ZaqarQueueOptions { Target = "q1" });

    private static async Task<SinkHttpSettings?> TransportAsync(bool ambient, Func<string, string?> variables, StackCredential? credential = null)
    {
        using var zaqar = new ScriptedZaqar(static _ => ScriptedZaqar.Created());
        await using var sink = Some.Create(Some.Factory(zaqar, new FixedCredentials(ambient, credential), variables), stack: Some.WithoutProject);
        Assert.That(await sink.DeliverAsync(Some.Batch(1), CancellationToken.None), Is.EqualTo(DeliveryResult.Delivered));
        return zaqar.Settings;
    }

    /// <summary>Describing and checking do no I/O, so they need no client.</summary>
    private sealed class NoHttp : ISinkHttp
    {
        public HttpClient GetClient(SinkHttpSettings settings) => throw new InvalidOperationException("no I/O here");
    }

    /// <summary>What a host does when a certificate's file cannot be read.</summary>
    private sealed class BrokenHttp : ISinkHttp
    {
        public HttpClient GetClient(SinkHttpSettings settings) => throw new IOException("Cannot read '/ca.pem'.");
    }
}
