using System.Text.Json;
using EventSinks.Testing;
using EventSinks.Zaqar.Support;

namespace EventSinks.Zaqar;

/// <summary>In whose name events go: the owner's, and nobody else's.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CredentialsTests
{
    [TestCase(null, "fallback")]
    [TestCase("demo", "demo")]
    public async Task Deliver_WithoutAuthentication_TakesTheStacksProjectBeforeTheOperators(string? project, string expected)
    {
        using var zaqar = new ScriptedZaqar(static _ => ScriptedZaqar.Created());
        var variables = Variables(("OS_AUTH_TYPE", "none"), ("OS_ENDPOINT", "http://z:1"), ("OS_PROJECT_ID", "fallback"), ("OS_TOKEN", "unused"));
        await using var sink = Some.Create(
            Some.Factory(zaqar, new FixedCredentials(AllowAmbient: true), variables), stack: new("id", "name", project));

        await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        var request = zaqar.Requests.Single();
        Assert.That((request.Header("X-Project-Id"), request.Header("X-Auth-Token")), Is.EqualTo((expected, (string?)null)));
    }

    [Test]
    public async Task Deliver_WithATokenOfTheStack_AsksKeystoneOnceWhoseItIs_AndUsesItAsItIs()
    {
        using var zaqar = Cloud("t0ken", "demo");
        await using var sink = Sink(zaqar, Token("t0ken", ("auth_url", ScriptedCloud.AuthUrl)));

        var first = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);
        var second = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That((first, second), Is.EqualTo((DeliveryResult.Delivered, DeliveryResult.Delivered)));
        Assert.That(zaqar.Requests.Count(ScriptedCloud.IsKeystone), Is.EqualTo(1));
        var post = zaqar.Requests[^1];
        Assert.That(post.Url.AbsoluteUri, Is.EqualTo("https://zaqar.test:8888/v2/queues/q1/messages"));
        Assert.That((post.Header("X-Auth-Token"), post.Header("X-Project-Id")), Is.EqualTo(("t0ken", "demo")));
    }

    [Test]
    public async Task Deliver_WithATokenOfAnotherProject_PostsNothingAndSaysWhoseItIs()
    {
        using var zaqar = Cloud("t0ken", "stranger");
        await using var sink = Sink(zaqar, Token("t0ken", ("auth_url", ScriptedCloud.AuthUrl)));

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That(result.Outcome, Is.EqualTo(DeliveryOutcome.Suspended));
        Assert.That(result.Reason, Does.Contain("project stranger").And.Contain("project demo"));
        Assert.That(zaqar.Requests.Where(static request => request.IsPost), Is.Empty);
    }

    [TestCase(StackCredentialKinds.OpenStackToken, "project_id")]
    [TestCase(StackCredentialKinds.OpenStackTrust, "project_id")]
    [TestCase(StackCredentialKinds.ZaqarSignedUrl, "project")]
    public async Task Deliver_WithACredentialThatSaysItIsForAnotherProject_AsksNobodyAndSaysSo(string kind, string attribute)
    {
        using var zaqar = Cloud("t0ken", "demo");
        var attributes = new Dictionary<string, string>(UrlAttributes()) { [attribute] = "stranger", ["endpoint"] = "https://zaqar.test:8888" };
        await using var sink = Sink(zaqar, new StackCredential(kind, "s3cret", attributes), section: ScriptedCloud.Trustee);

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That(result.Outcome, Is.EqualTo(DeliveryOutcome.Suspended));
        Assert.That(result.Reason, Does.Contain("project stranger").And.Not.Contain("s3cret"));
        Assert.That(zaqar.Requests, Is.Empty);
    }

    [Test]
    public async Task Deliver_WithATokenOfWhichNobodyCanBeAsked_PostsNothingForAStackWithAProject()
    {
        using var zaqar = new ScriptedZaqar(static _ => ScriptedZaqar.Created());
        await using var sink = Sink(zaqar, Token("t0ken", ("endpoint", "https://own.test"), ("project_id", "demo")));

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That((result.Outcome, zaqar.Requests.Count), Is.EqualTo((DeliveryOutcome.Suspended, 0)));
        Assert.That(result.Reason, Does.Contain("set 'auth_url'"));
    }

    [Test]
    public async Task Deliver_WithATrust_SignsInAsTheTrusteeInTheScopeOfTheTrustAlone()
    {
        using var zaqar = Cloud("t0ken", "demo");
        await using var sink = Sink(zaqar, new StackCredential(StackCredentialKinds.OpenStackTrust, "tru5t"), section: ScriptedCloud.Trustee);

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That(result, Is.EqualTo(DeliveryResult.Delivered));
        var auth = JsonElement.Parse(zaqar.Requests.Single(ScriptedCloud.IsKeystone).Body).GetProperty("auth");
        Assert.That(auth.GetProperty("identity").GetProperty("password").GetProperty("user").GetProperty("name").GetString(), Is.EqualTo("engine"));
        Assert.That(auth.GetProperty("scope").GetRawText(), Is.EqualTo("""{"OS-TRUST:trust":{"id":"tru5t"}}"""));
        Assert.That(zaqar.Requests[^1].Header("X-Auth-Token"), Is.EqualTo("t0ken"));
    }

    [Test]
    public async Task Deliver_WithATrustOfAnotherProject_PostsNothing()
    {
        using var zaqar = Cloud("t0ken", "stranger");
        await using var sink = Sink(zaqar, new StackCredential(StackCredentialKinds.OpenStackTrust, "tru5t"), section: ScriptedCloud.Trustee);

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That(result.Outcome, Is.EqualTo(DeliveryOutcome.Suspended));
        Assert.That(result.Reason, Does.Contain("project stranger").And.Not.Contain("tru5t"));
        Assert.That(zaqar.Requests.Where(static request => request.IsPost), Is.Empty);
    }

    [Test]
    public async Task Deliver_WithATrustButNoTrustee_SaysWhatTheOperatorHasToSet()
    {
        using var zaqar = Cloud("t0ken", "demo");
        await using var sink = Sink(zaqar, new StackCredential(StackCredentialKinds.OpenStackTrust, "tru5t"));

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That(result.Outcome, Is.EqualTo(DeliveryOutcome.Suspended));
        Assert.That(result.Reason, Does.Contain("there is no trustee").And.Contain("auth_url"));
    }

    [Test]
    public async Task Deliver_WithASignedUrlOfTheStack_SendsItsHeadersAndNoToken()
    {
        using var zaqar = new ScriptedZaqar(static _ => ScriptedZaqar.Created());
        var attributes = new Dictionary<string, string>(UrlAttributes()) { ["project"] = "demo", ["endpoint"] = "https://zaqar.test:8888" };
        await using var sink = Sink(zaqar, new StackCredential(StackCredentialKinds.ZaqarSignedUrl, "51gnature", attributes));

        await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        AssertSigned(zaqar.Requests.Single(), "51gnature", "demo");
    }

    [Test]
    public async Task Deliver_WithADeclaredSignedUrl_SendsItsHeadersInsteadOfAnyCredential()
    {
        // Whoever has such a URL was given it: it may be of another project.
        using var zaqar = new ScriptedZaqar(static _ => ScriptedZaqar.Created());
        await using var sink = Some.Create(
            Some.Factory(zaqar, new FixedCredentials(AllowAmbient: false, Token("unused")), section: new Dictionary<string, string?> { ["endpoint"] = "https://zaqar.test:8888", ["auth_type"] = "none" }),
            Signed());

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That(result, Is.EqualTo(DeliveryResult.Delivered));
        AssertSigned(zaqar.Requests.Single(), Some.SignedUrl().Signature!, "p1");
    }

    [Test]
    public async Task Deliver_WithASignedUrlWhereOnlyTheCatalogKnowsZaqar_LearnsTheAddressInTheOperatorsName()
    {
        using var zaqar = Cloud("t0ken", "service");
        await using var sink = Some.Create(Some.Factory(zaqar, new FixedCredentials(AllowAmbient: false), section: ScriptedCloud.Trustee), Signed());

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That(result, Is.EqualTo(DeliveryResult.Delivered));
        AssertSigned(zaqar.Requests[^1], Some.SignedUrl().Signature!, "p1");
    }

    [Test]
    public async Task Deliver_WithASignedUrlAndNoAddress_SaysWhatTheOperatorHasToSet()
    {
        using var zaqar = new ScriptedZaqar(static _ => ScriptedZaqar.Created());
        await using var sink = Some.Create(Some.Factory(zaqar, new FixedCredentials(AllowAmbient: false)), Signed());

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That((result.Outcome, zaqar.Requests.Count), Is.EqualTo((DeliveryOutcome.Suspended, 0)));
        Assert.That(result.Reason, Does.Contain("'endpoint'"));
    }

    [Test]
    public async Task Deliver_WithASignedUrlThatRunsOut_IsSuspendedFromThenOnAndPostsNothing()
    {
        using var zaqar = new ScriptedZaqar(static _ => ScriptedZaqar.Created());
        var clock = new ManualTimeProvider(new DateTimeOffset(2098, 12, 31, 23, 59, 59, TimeSpan.Zero));
        IEventSinkFactory factory = Some.Factory(zaqar, new FixedCredentials(AllowAmbient: true), Some.NoAuth, clock);
        await using var sink = factory.Create(Signed(), new SinkContext(Some.Stack, "sink", clock));

        var before = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(1));
        var after = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That(before, Is.EqualTo(DeliveryResult.Delivered));
        Assert.That(after, Is.EqualTo(DeliveryResult.Suspend("the signed URL expired at 2099-01-01T00:00:00Z; share the queue again, and give the new URL")));
        Assert.That(zaqar.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Deliver_WithASignedUrlThatZaqarDoesNotKnow_IsSuspendedAndHidesTheSignature()
    {
        using var zaqar = new ScriptedZaqar(static request => ScriptedZaqar.Error(404, "Not found", $"no {request.Header("URL-Signature")}"));
        await using var sink = Some.Create(Some.Factory(zaqar, new FixedCredentials(AllowAmbient: true), Some.NoAuth), Signed());

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That(result.Outcome, Is.EqualTo(DeliveryOutcome.Suspended));
        Assert.That(result.Reason, Does.StartWith("HTTP 404 Not found: no (hidden): Zaqar answers so to a signed URL that has expired, was changed"));
    }

    [Test]
    public async Task Deliver_TakesATokenBeforeATrustBeforeASignedUrl()
    {
        using var zaqar = Cloud("t0ken", "demo");
        var url = new StackCredential(StackCredentialKinds.ZaqarSignedUrl, "51gnature", new Dictionary<string, string>(UrlAttributes()) { ["project"] = "demo" });
        var trust = new StackCredential(StackCredentialKinds.OpenStackTrust, "tru5t");
        var credentials = new StacksCredentials(
            ("all", Token("own")), ("all", trust), ("all", url), ("two", trust), ("two", url), ("one", url));
        var factory = Some.Factory(
            zaqar, credentials, section: new Dictionary<string, string?>(ScriptedCloud.Trustee) { ["endpoint"] = "https://zaqar.test:8888" });
        foreach (var id in new[] { "all", "two", "one" })
        {
            await using var sink = Some.Create(factory, stack: new(id, "same", "demo"));
            Assert.That(await sink.DeliverAsync(Some.Batch(1), CancellationToken.None), Is.EqualTo(DeliveryResult.Delivered));
        }

        Assert.That(
            zaqar.Requests.Where(static request => request.IsPost).Select(static request => request.Header("X-Auth-Token") ?? request.Header("URL-Signature")),
            Is.EqualTo(["own", "t0ken", "51gnature"]));
    }

    [Test]
    public async Task Deliver_WithoutACredential_NeverTakesTheProcesssOwn()
    {
        using var zaqar = new ScriptedZaqar(static _ => ScriptedZaqar.Created());
        await using var sink = Some.Create(Some.Factory(zaqar, new FixedCredentials(AllowAmbient: false), Some.NoAuth, section: ScriptedCloud.Trustee));

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That((result.Outcome, zaqar.Requests.Count), Is.EqualTo((DeliveryOutcome.Suspended, 0)));
        Assert.That(result.Reason, Does.Contain("openstack-token, openstack-trust or zaqar-signed-url").And.Contain("does not allow"));
    }

    [Test]
    public async Task Deliver_InTheProcesssName_ForAStackOfAnotherProject_PostsNothing()
    {
        using var zaqar = Cloud("t0ken", "service");
        await using var sink = Some.Create(Some.Factory(zaqar, new FixedCredentials(AllowAmbient: true), section: ScriptedCloud.Trustee));

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That(result.Outcome, Is.EqualTo(DeliveryOutcome.Suspended));
        Assert.That(zaqar.Requests.Where(static request => request.IsPost), Is.Empty);
    }

    [Test]
    public async Task Deliver_WhenZaqarRefusesTheToken_SignsInOnceMoreAndPostsAgain()
    {
        var issued = 0;
        using var zaqar = new ScriptedZaqar(request =>
            ScriptedCloud.IsKeystone(request) ? ScriptedCloud.Token($"t{++issued}", "service")
            : request.Header("X-Auth-Token") == "t2" ? ScriptedZaqar.Created()
            : ScriptedZaqar.Error(401, "Unauthorized", "old"));
        await using var sink = Some.Create(
            Some.Factory(zaqar, new FixedCredentials(AllowAmbient: true), section: ScriptedCloud.Trustee), stack: Some.WithoutProject);

        var result = await sink.DeliverAsync(Some.Batch(3), CancellationToken.None);

        Assert.That(result, Is.EqualTo(DeliveryResult.Delivered));
        Assert.That((issued, zaqar.Stored.Count), Is.EqualTo((2, 3)));
    }

    [TestCase(401, DeliveryOutcome.Retry, 60)]
    [TestCase(503, DeliveryOutcome.Retry, null)]
    public async Task Deliver_WhenKeystoneDoesNotLetIn_WaitsAndShowsNoSecret(int status, DeliveryOutcome outcome, int? atLeast)
    {
        using var zaqar = new ScriptedZaqar(_ => ScriptedZaqar.Text(
            status, """{"error":{"code":401,"title":"Unauthorized","message":"engine-s3cret is wrong"}}""", "application/json"));
        await using var sink = Some.Create(
            Some.Factory(zaqar, new FixedCredentials(AllowAmbient: true), section: ScriptedCloud.Trustee), stack: Some.WithoutProject);

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);
        var again = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That((result.Outcome, again.Outcome), Is.EqualTo((outcome, outcome)));
        Assert.That(result.RetryAfter ?? TimeSpan.Zero, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(atLeast ?? 0)));
        Assert.That(result.Reason, Does.Contain("keystone.test:5000").And.Not.Contain("s3cret"));
        Assert.That(zaqar.Requests, Has.Count.EqualTo(1), "Keystone is asked once, not by each delivery");
    }

    [TestCase(null, null, null, "OS_")]
    [TestCase("none", null, null, "OS_ENDPOINT")]
    [TestCase("none", "zaqar:8888", null, "OS_ENDPOINT of the OS_* variables takes a URL")]
    [TestCase("none", "http://user:s3cret@z", null, "OS_ENDPOINT of the OS_* variables takes a URL")]
    public async Task Deliver_WithoutUsableSettings_SaysWhatToSetAndShowsNoSecret(string? authType, string? endpoint, string? token, string expected)
    {
        using var zaqar = new ScriptedZaqar(static _ => ScriptedZaqar.Created());
        await using var sink = Some.Create(
            Some.Factory(zaqar, new FixedCredentials(AllowAmbient: true), Variables(("OS_AUTH_TYPE", authType), ("OS_ENDPOINT", endpoint), ("OS_TOKEN", token))));

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That((result.Outcome, zaqar.Requests.Count), Is.EqualTo((DeliveryOutcome.Suspended, 0)));
        Assert.That(result.Reason, Does.Contain(expected).And.Not.Contain("s3cret"));
    }

    [TestCase("to\nken", "demo", "the token has characters")]
    [TestCase(null, "pr\r\noject", "the project's id has characters")]
    public async Task Deliver_WithWhatNoHeaderCanCarry_SaysSo(string? token, string project, string expected)
    {
        using var zaqar = new ScriptedZaqar(static _ => ScriptedZaqar.Created());
        var credentials = new FixedCredentials(AllowAmbient: true, token is null ? null : Token(token, ("endpoint", "https://own.test")));
        await using var sink = Some.Create(Some.Factory(zaqar, credentials, Some.NoAuth), stack: new("id", "name", project));

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That((result.Outcome, zaqar.Requests.Count), Is.EqualTo((DeliveryOutcome.Suspended, 0)));
        Assert.That(result.Reason, Does.Contain(expected));
    }

    private static ZaqarQueueOptions Signed() => new() { Target = "q1", SignedUrl = Some.SignedUrl() };

    private static ScriptedZaqar Cloud(string token, string project) =>
        new(request => ScriptedCloud.IsKeystone(request) ? ScriptedCloud.Token(token, project) : ScriptedZaqar.Created());

    private static IEventSink Sink(ISinkHttp http, StackCredential credential, IReadOnlyDictionary<string, string?>? section = null) =>
        Some.Create(Some.Factory(http, new FixedCredentials(AllowAmbient: false, credential), section: section));

    private static StackCredential Token(string secret, params (string Name, string Value)[] attributes) =>
        new(StackCredentialKinds.OpenStackToken, secret, attributes.ToDictionary(static pair => pair.Name, static pair => pair.Value));

    private static Dictionary<string, string> UrlAttributes() => new()
    {
        ["paths"] = "/v2/queues/q1/messages",
        ["methods"] = "POST",
        ["expires"] = "2099-01-01T00:00:00",
    };

    private static Func<string, string?> Variables(params (string Name, string? Value)[] variables) =>
        name => variables.FirstOrDefault(variable => variable.Name == name).Value;

    private static void AssertSigned(ReceivedRequest request, string signature, string project)
    {
        Assert.That(request.Url.AbsoluteUri, Is.EqualTo("https://zaqar.test:8888/v2/queues/q1/messages"));
        Assert.That(
            (request.Header("URL-Signature"), request.Header("URL-Expires"), request.Header("URL-Methods"), request.Header("URL-Paths")),
            Is.EqualTo((signature, "2099-01-01T00:00:00", "POST", "/v2/queues/q1/messages")));
        Assert.That((request.Header("X-Project-Id"), request.Header("X-Auth-Token")), Is.EqualTo((project, (string?)null)));
    }
}
