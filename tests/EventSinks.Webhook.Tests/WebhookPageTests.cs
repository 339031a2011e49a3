using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EventSinks.Environments;
using EventSinks.Http;
using EventSinks.Support;
using EventSinks.Testing;
using EventSinks.Webhook.Signing;
using EventSinks.Webhook.Support;

namespace EventSinks.Webhook;

/// <summary>Holds docs/webhook.md and the sample to the code.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(60_000)]
public sealed partial class WebhookPageTests
{
    private static readonly string Page = RepositoryFile.Read("docs/webhook.md");

    [Test]
    public void Options_OfThePage_AreThoseOfTheRecord()
    {
        var written = OptionPattern().Matches(Page).Select(static row => row.Groups["name"].Value);

        var known = typeof(WebhookOptions).GetProperties().Select(static property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));

        Assert.That(written, Is.EqualTo(known));
    }

    [Test]
    public void Answers_OfThePage_NameOnlyTestsThatExist()
    {
        var known = Assembly.GetExecutingAssembly().GetTypes().SelectMany(static type => type.GetMethods()).Select(static method => method.Name).ToHashSet(StringComparer.Ordinal);

        var named = TestPattern().Matches(Page).Select(static row => row.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToArray();

        Assert.That(named, Is.SubsetOf(known));
        Assert.That(named, Has.Length.GreaterThan(10));
    }

    [Test]
    public void Vector_OfThePage_IsRight()
    {
        var text = VectorPattern().Match(Page);
        SigningSecret.TryRead(SecretPattern().Match(Page).Value, out var key, out _);

        Assert.That(
            WebhookSignature.Of([key!], text.Groups["id"].Value, long.Parse(text.Groups["time"].Value, CultureInfo.InvariantCulture), Encoding.UTF8.GetBytes(text.Groups["body"].Value)),
            Is.EqualTo(text.Groups["signature"].Value));
    }

    [TestCase(0, "", true)]
    [TestCase(0, " ", false)]
    [TestCase(-301, "", false)]
    [TestCase(301, "", false)]
    public async Task Receiver_OfThePage_KnowsWhatTheSinkSends(int seconds, string added, bool expected, CancellationToken cancellationToken)
    {
        var receiver = new ScriptedReceiver(System.Net.HttpStatusCode.OK);
        var clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow().AddSeconds(seconds + Math.Sign(seconds) * 30));
        var sink = Some.Sink(receiver, new WebhookOptions { Url = Some.Url, Secrets = [Some.OtherSecret, Some.Secret] }, clock);
        await sink.DeliverAsync(Some.Batch(1), cancellationToken);
        var (headers, body) = (receiver.Requests[0].Headers, receiver.Requests[0].Body + added);

        var program = $"{PythonPattern().Match(Page).Groups["code"].Value}\nimport json, sys\nsecret, headers, body = json.load(sys.stdin)\nprint(is_genuine(secret, headers, body.encode()))\n";
        using var python = Process.Start(new ProcessStartInfo("python3", ["-c", program])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        await python.StandardInput.WriteAsync(JsonSerializer.Serialize(new object[] { Some.Secret, headers, body }).AsMemory(), cancellationToken);
        python.StandardInput.Close();

        Assert.That((await python.StandardOutput.ReadToEndAsync(cancellationToken)).Trim(), Is.EqualTo(expected ? "True" : "False"));
    }

    [TestCase("docs/webhook.md", false)]
    [TestCase("src/EventSinks.Webhook/README.md", false)]
    [TestCase("samples/environments/webhook.yaml", false)]
    [TestCase("docs/webhook.md", true)]
    public async Task Examples_BindWithoutAFinding(string path, bool isTrial)
    {
        var text = RepositoryFile.Read(path);
        text = isTrial ? TrialPattern().Match(text).Groups["text"].Value
            : path.EndsWith(".md", StringComparison.Ordinal) ? YamlPattern().Match(text).Groups["text"].Value
            : text;
        await using var events = new StackEventsBuilder { Http = isTrial ? SinkHttpOptions.AnyAddress : new() }.AddSink<WebhookSinkFactory>().Build();

        var publisher = await events.OpenAsync(Some.Stack, EnvironmentReader.Read(text));

        Assert.That((publisher.Binding.Diagnostics, publisher.Binding.Bindings.Count > 0), Is.EqualTo((Array.Empty<object>(), true)));
    }

    [GeneratedRegex("(?<=^## Options\n.*)^\\| `(?<name>\\w+)` \\|(?=.*^A secret is made)", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex OptionPattern();

    [GeneratedRegex(@"\| `(?<name>\w+_\w+)` \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TestPattern();

    [GeneratedRegex(@"`webhook-id: (?<id>[^`]+)`, `webhook-timestamp: (?<time>[0-9]+)` and the body `(?<body>[^`]+)` the\nsignature is `(?<signature>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex VectorPattern();

    [GeneratedRegex(@"whsec_[A-Za-z0-9+/=]{20,}", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SecretPattern();

    [GeneratedRegex(@"^```python\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PythonPattern();

    [GeneratedRegex(@"^```yaml\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex YamlPattern();

    [GeneratedRegex(@"^\$ cat try.yaml\n(?<text>.*?)^\$ ", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TrialPattern();
}
