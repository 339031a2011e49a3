using System.Diagnostics;
using System.Text.RegularExpressions;

namespace EventSinks.Observing;

/// <summary>What is really emitted, against docs/operating.md, and against the secrets and payloads that must not be among it.</summary>
[NonParallelizable]
public sealed partial class ObservedScenarioTests
{
    private readonly CollectedMetrics _metrics = new();
    private readonly CollectedActivities _activities = new(MisbehavingSinkFactory.SinkType);
    private readonly EverythingLogged _log = new();

    [OneTimeSetUp]
    public async Task RunAsync()
    {
        await EverythingHappens.RunAsync(_metrics, _log, TimeSpan.FromMilliseconds(500));
        await EverythingHappens.RunAsync(_metrics, _log, TimeSpan.FromMilliseconds(1));
        await EverythingHappens.FailAsync(_metrics, _log);
    }

    [OneTimeTearDown]
    public void Dispose()
    {
        _metrics.Dispose();
        _activities.Dispose();
        _log.Dispose();
    }

    [Test]
    public void Page_HasEveryMetricThatIsEmitted_AndNoOther()
    {
        var written = MetricRowPattern().Matches(Page()).Select(static row =>
            $"{row.Groups["name"]} {row.Groups["kind"]} {row.Groups["unit"]} {Keys(row.Groups["tags"].Value)}");

        Assert.That(_metrics.Rows, Is.EquivalentTo(written));
    }

    [Test]
    public void Page_HasTheActivityThatIsEmitted_WithAllItsTags()
    {
        var row = ActivityRowPattern().Match(Page());
        var seen = _activities.All.SelectMany(static activity => activity.TagObjects).Select(static tag => tag.Key).Distinct().Order(StringComparer.Ordinal);

        Assert.That(_activities.All.Select(static activity => $"{activity.DisplayName} {activity.Kind}").Distinct(), Is.EqualTo([$"{row.Groups["name"].Value.Replace("<sink type>", MisbehavingSinkFactory.SinkType, StringComparison.Ordinal)} {row.Groups["kind"]}"]));
        Assert.That(string.Join(", ", seen), Is.EqualTo(Keys(row.Groups["tags"].Value)));
    }

    [TestCase("delivered")]
    [TestCase("retry")]
    [TestCase("unavailable")]
    [TestCase("rejected")]
    [TestCase("suspended")]
    [TestCase("none")]
    [TestCase("exception")]
    [TestCase("timeout")]
    [TestCase("not_sent")]
    public void Outcome_IsDocumented_MeasuredAndTraced(string outcome)
    {
        var traced = _activities.All.Where(activity => activity.GetTagItem("eventsinks.outcome") as string == outcome).ToArray();

        Assert.That(Page(), Does.Contain($"`{outcome}`"));
        Assert.That(_metrics.Texts, Has.Some.Contains($"eventsinks.outcome={outcome}"));
        Assert.That(traced.Select(static activity => activity.Status).Distinct(), Is.EqualTo([outcome == "delivered" ? ActivityStatusCode.Unset : ActivityStatusCode.Error]));
    }

    [TestCase("delivered")]
    [TestCase("dead_lettered")]
    [TestCase("dropped")]
    [TestCase("filtered")]
    public void Fate_IsMeasured(string fate) => Assert.That(_metrics.Sum("eventsinks.events.settled", ("eventsinks.fate", fate)), Is.Positive);

    [TestCase("AttemptFailed")]
    [TestCase("EventDeadLettered")]
    [TestCase("EventsDropped")]
    [TestCase("LaneSuspended")]
    [TestCase("AttemptLate")]
    [TestCase("CircuitOpened")]
    [TestCase("RedactorFailed")]
    [TestCase("SinkDisposeFailed")]
    public void Log_OfTheScenario_HasWhatMightTellASecret(string message) => Assert.That(_log.Texts, Has.Some.StartsWith(message));

    [Test]
    public void NoSecretAndNoPayload_IsInAnyLogMetricOrTrace()
    {
        var all = _log.Texts.Concat(_metrics.Texts).Concat(_activities.Texts);

        Assert.That(all.Where(static text => text.Contains(EverythingHappens.Canary, StringComparison.OrdinalIgnoreCase)), Is.Empty);
    }

    [Test]
    public void NoTag_NamesAStackAProjectOrADestination()
    {
        var values = _metrics.Texts.Concat(_activities.Texts).SelectMany(static text => text.Split(' ')).Distinct().ToArray();

        Assert.That(values.Where(static value => TenantPattern().IsMatch(value)), Is.Empty);
    }

    private static string Page()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "EventSinks.sln")))
        {
            root = root.Parent!;
        }

        return File.ReadAllText(Path.Combine(root.FullName, "docs", "operating.md"));
    }

    private static string Keys(string cell) => string.Join(", ", KeyPattern().Matches(cell).Select(static key => key.Groups["key"].Value).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"^\| `(?<name>(messaging|eventsinks)\.[\w.]+)` \| (?<kind>\w+) \| `(?<unit>[^`]+)` \|(?<tags>[^|]*)\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex MetricRowPattern();

    [GeneratedRegex(@"^\| `(?<name>send [^`]+)` \| (?<kind>\w+) \|(?<tags>[^|]*)\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ActivityRowPattern();

    [GeneratedRegex(@"`(?<key>[\w.]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"=(s|demo|teststack|good|choosy|throws|rejects|gated)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TenantPattern();
}
