using System.Net;
using EventSinks.Http;
using EventSinks.Testing;
using EventSinks.Webhook.Support;

namespace EventSinks.Webhook;

[Parallelizable(ParallelScope.All)]
public sealed class WebhookSinkFactoryTests
{
    [TestCase("https://hooks.example.com/stacks")]
    [TestCase("https://hooks.example.com:8443/a?token=x")]
    [TestCase("http://127.0.0.1:8080/")]
    [TestCase("http://localhost/")]
    [TestCase("http://[::1]:8080/")]
    public void Check_OfAGoodUrl_FindsNothing(string url) => Assert.That(Findings(new WebhookOptions { Url = url }), Is.Empty);

    [TestCase("/stacks", "url is an absolute URL such as https://hooks.example.com/stacks")]
    [TestCase("hooks.example.com", "url is an absolute URL such as https://hooks.example.com/stacks")]
    [TestCase("ftp://hooks.example.com/", "url is an absolute URL such as https://hooks.example.com/stacks")]
    [TestCase("file:///etc/passwd", "url is an absolute URL such as https://hooks.example.com/stacks")]
    [TestCase("gopher://127.0.0.1:6379/_", "url is an absolute URL such as https://hooks.example.com/stacks")]
    [TestCase("https://", "url is an absolute URL such as https://hooks.example.com/stacks")]
    [TestCase("https://user:s3cret@hooks.example.com/", "url has a user or password in it, which would not be sent; put it into headers, as Authorization")]
    [TestCase("https://hooks.example.com/#s3cret", "url has a fragment (#...), which would not be sent; leave it out")]
    [TestCase("http://hooks.example.com/s3cret", "url has http, which anybody on the way can read; use https, or ask the operator to set allow_http")]
    [TestCase("http://10.0.0.1/", "url has http, which anybody on the way can read; use https, or ask the operator to set allow_http")]
    public void Check_OfABadUrl_SaysWhatIsWrong_WithoutTheUrl(string url, string expected) =>
        Assert.That(Findings(new WebhookOptions { Url = url }), Is.EqualTo(new[] { $"Url: {expected}" }));

    [TestCase("true", true)]
    [TestCase("True", true)]
    [TestCase("false", false)]
    [TestCase("", false)]
    public void Check_OfHttp_GoesByTheOperatorsSection(string value, bool isGood)
    {
        var factory = Some.Factory(new ScriptedReceiver(), ("allow_http", value));

        Assert.That(Findings(new WebhookOptions { Url = "http://hooks.example.com/" }, factory), isGood ? Is.Empty : Has.Length.EqualTo(1));
    }

    [Test]
    public void New_WithASectionThatSaysNeitherYesNorNo_SaysSo() =>
        Assert.That(
            () => Some.Factory(new ScriptedReceiver(), ("allow_http", "yes")),
            Throws.ArgumentException.With.Message.StartsWith("allow_http in the section webhook is true or false, but is 'yes'."));

    [TestCase("https://10.0.0.1/hook", "10.0.0.1")]
    [TestCase("https://2130706433/hook", "127.0.0.1")]
    [TestCase("https://0x7f.1/hook", "127.0.0.1")]
    [TestCase("https://[::ffff:169.254.169.254]/hook", "::ffff:169.254.169.254")]
    [TestCase("http://localhost:8080/hook", "localhost")]
    public void Check_OfAnAddressThatSinksMayNotConnectTo_SaysSo(string url, string host)
    {
        using var http = new SinkHttp();

        Assert.That(
            Findings(new WebhookOptions { Url = url }, Some.Factory(http)),
            Is.EqualTo(new[] { $"Url: url's host is '{host}', an address that sinks may not connect to; the operator can allow it" }));
    }

    [Test]
    public void Check_OfSecrets_SaysWhatIsWrongWithTheFirst()
    {
        Assert.That(Findings(With([Some.Secret, Some.OtherSecret])), Is.Empty);
        Assert.That(Findings(With([Some.Secret, "s3cret"])), Is.EqualTo(new[] { "Secrets: secrets cannot be used: a secret begins with whsec_, and the rest is base64" }));
        Assert.That(Findings(With([])), Is.EqualTo(new[] { "Secrets: secrets are 1 to 5, but there are 0; leave the key out to sign nothing" }));
        Assert.That(Findings(With([.. Enumerable.Repeat(Some.Secret, 6)])), Is.EqualTo(new[] { "Secrets: secrets are 1 to 5, but there are 6; leave the key out to sign nothing" }));
    }

    [TestCase("X-Team", "\"ops\"", null)]
    [TestCase("Authorization", "\"Bearer s3cret\"", null)]
    [TestCase("X Team", "\"ops\"", "headers has a name that HTTP does not know; a name is 1 to 100 letters, digits and dashes, such as X-Team")]
    [TestCase("X-Team:", "\"ops\"", "headers has a name that HTTP does not know; a name is 1 to 100 letters, digits and dashes, such as X-Team")]
    [TestCase("", "\"ops\"", "headers has a name that HTTP does not know; a name is 1 to 100 letters, digits and dashes, such as X-Team")]
    [TestCase("host", "\"10.0.0.1\"", "headers has 'host', which is the sink's own to set; leave it out")]
    [TestCase("Content-Type", "\"text/plain\"", "headers has 'Content-Type', which is the sink's own to set; leave it out")]
    [TestCase("Webhook-Signature", "\"v1,x\"", "headers has 'Webhook-Signature', which is the sink's own to set; leave it out")]
    [TestCase("Transfer-Encoding", "\"chunked\"", "headers has 'Transfer-Encoding', which is the sink's own to set; leave it out")]
    [TestCase("Proxy-Authorization", "\"x\"", "headers has 'Proxy-Authorization', which is the sink's own to set; leave it out")]
    [TestCase("X-Team", "7", "headers has a value for 'X-Team' that is not text of at most 4096 ASCII characters on one line; put it in quotes if it is a number")]
    [TestCase("X-Team", "null", "headers has a value for 'X-Team' that is not text of at most 4096 ASCII characters on one line; put it in quotes if it is a number")]
    [TestCase("X-Team", "\"ops\\r\\nHost: s3cret\"", "headers has a value for 'X-Team' that is not text of at most 4096 ASCII characters on one line; put it in quotes if it is a number")]
    [TestCase("X-Team", "\"\\u00e9\"", "headers has a value for 'X-Team' that is not text of at most 4096 ASCII characters on one line; put it in quotes if it is a number")]
    public void Check_OfHeaders_SaysWhatIsWrong_WithoutTheValue(string name, string json, string? expected) =>
        Assert.That(
            Findings(new WebhookOptions { Url = Some.Url, Headers = Some.Headers((name, json)) }),
            Is.EqualTo(expected is null ? [] : new[] { $"Headers: {expected}" }));

    [Test]
    public void Check_OfTooManyHeaders_SaysSo() =>
        Assert.That(
            Findings(new WebhookOptions { Url = Some.Url, Headers = Some.Headers([.. Enumerable.Range(1, 21).Select(static number => ($"X-{number}", "\"x\""))]) }),
            Is.EqualTo(new[] { "Headers: headers are at most 20, but there are 21" }));

    [Test]
    public void Describe_OfAUrl_ShowsItsHostAndNothingElse_AndTellsUrlsApart()
    {
        var one = Some.Factory(new ScriptedReceiver()).Describe(new WebhookOptions { Url = "https://hooks.example.com/T0/s3cret?token=s3cret" });
        var same = Some.Factory(new ScriptedReceiver()).Describe(new WebhookOptions { Url = "https://HOOKS.example.com:443/T0/s3cret?token=s3cret", Batch = true });
        var other = Some.Factory(new ScriptedReceiver()).Describe(new WebhookOptions { Url = "https://hooks.example.com/T0/other" });

        Assert.That(one.Identity, Does.Match("^https://hooks\\.example\\.com#[0-9a-f]{12}$"));
        Assert.That(one.Endpoint, Does.Match("^hooks\\.example\\.com:443/[0-9a-f]{12}$"));
        Assert.That((same, other.Identity == one.Identity, other.Endpoint == one.Endpoint), Is.EqualTo((one, false, false)));
    }

    [Test]
    public void ToString_OfOptions_HidesSecrets() =>
        Assert.That(
            new WebhookOptions { Url = "https://s3cret", Secrets = ["s3cret"], Headers = Some.Headers(("X", "\"s3cret\"")) }.ToString(),
            Is.EqualTo("WebhookOptions { Url = (hidden), Secrets = (hidden), Headers = (hidden), Batch = False }"));

    [Test]
    public async Task Create_AsksForAClientAtTheFirstDelivery_AndForAGuardedOne()
    {
        var receiver = new ScriptedReceiver(HttpStatusCode.OK);
        var sink = Some.Sink(receiver);
        var before = receiver.Settings;

        await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That((before, receiver.Settings!.AddressFromOperator), Is.EqualTo(((SinkHttpSettings?)null, false)));
    }

    [Test]
    public async Task Deliver_WhenTheFileOfAuthoritiesCannotBeRead_SaysSoWithoutItsPath()
    {
        using var http = new SinkHttp();
        var factory = Some.Factory(http, ("cacert", "/nowhere/s3cret.pem"));
        var sink = factory.Create(new WebhookOptions { Url = Some.Url }, new SinkContext(Some.Stack, "webhook", new ManualTimeProvider()));

        Assert.That(
            await sink.DeliverAsync(Some.Batch(1), CancellationToken.None),
            Is.EqualTo(DeliveryResult.Retry("the operator's file of authorities for webhooks cannot be read", after: TimeSpan.FromMinutes(1))));
    }

    private static WebhookOptions With(string[] secrets) => new() { Url = Some.Url, Secrets = secrets };

    private static string[] Findings(WebhookOptions options, IEventSinkFactory? factory = null)
    {
        var check = new OptionsCheck();
        (factory ?? Some.Factory(new ScriptedReceiver())).Check(options, check);
        Assert.That(check.Findings.Select(static finding => finding.Message), Has.None.Contains("s3cret"));
        return [.. check.Findings.Select(static finding => $"{finding.Option}: {finding.Message}")];
    }
}
