using System.Text;
using System.Text.Json;

namespace EventSinks;

[Parallelizable(ParallelScope.All)]
public sealed class StackEventTests
{
    // As recorded from Heat, with spaces as Python's json.dumps writes them.
    private const string Golden =
        """{"timestamp": "2026-11-22T08:21:17.674393", "version": "0.1", "type": "os.heat.event", "id": "542407af-eb57-4758-aa95-f5dc67f67dcd", "payload": {"resource_name": "teststack", "physical_resource_id": "084e2c49-27cf-473d-93f2-d3a8e51d80d7", "stack_id": "084e2c49-27cf-473d-93f2-d3a8e51d80d7", "resource_action": "CREATE", "resource_status": "IN_PROGRESS", "resource_status_reason": "Stack CREATE started", "resource_type": "OS::Heat::Stack", "resource_properties": {}, "version": "0.1"}}""";

    [Test]
    public void ToUtf8Json_OfHeatsOwnBody_GivesTheSameKeysInTheSameOrder() =>
        Assert.That(RoundTrip(Golden), Is.EqualTo(Compact(Golden)));

    [TestCase("1.0")]
    [TestCase("1e5")]
    [TestCase("123456789012345678901234567890")]
    [TestCase("-0.0")]
    public void ToUtf8Json_OfANumber_KeepsItsText(string number) =>
        Assert.That(RoundTrip(With("\"resource_properties\": {}", $"\"resource_properties\": {{\"n\": {number}}}")), Does.Contain($"{{\"n\":{number}}}"));

    [Test]
    public void ToUtf8Json_WithUnknownMembers_WritesThemLast()
    {
        var text = With("\"version\": \"0.1\"}}", "\"version\": \"0.1\", \"extra\": [1.50]}, \"more\": null}");

        Assert.That(RoundTrip(text), Does.EndWith("\"version\":\"0.1\",\"extra\":[1.50]},\"more\":null}"));
    }

    [Test]
    public void ToUtf8Json_WithNullWhereHeatHasNull_WritesNull()
    {
        var text = With("\"084e2c49-27cf-473d-93f2-d3a8e51d80d7\", \"stack_id\"", "null, \"stack_id\"").Replace("\"Stack CREATE started\"", "null", StringComparison.Ordinal);

        Assert.That(RoundTrip(text), Does.Contain("\"physical_resource_id\":null").And.Contain("\"resource_status_reason\":null"));
    }

    [Test]
    public void ToUtf8Json_CalledTwice_GivesTheSameBytes()
    {
        var e = Parse(Golden);

        Assert.That(e.ToUtf8Json().Span == e.ToUtf8Json().Span, Is.True);
    }

    [Test]
    public void With_AnotherValue_ChangesThatAlone()
    {
        var original = Parse(With("\"version\": \"0.1\"}}", "\"version\": \"0.1\", \"extra\": [1.50]}, \"more\": null}"));
        var before = Encode(original);

        var hidden = original.WithResourceProperties(JsonElement.Parse("{\"p\":1.0}"));
        var silent = original.WithResourceStatusReason(null);

        Assert.That(Encode(hidden), Is.EqualTo(before.Replace("\"resource_properties\":{}", "\"resource_properties\":{\"p\":1.0}", StringComparison.Ordinal)));
        Assert.That(Encode(silent), Is.EqualTo(before.Replace("\"Stack CREATE started\"", "null", StringComparison.Ordinal)));
        Assert.That(Encode(hidden.WithResourceProperties(default)), Is.EqualTo(before));
        Assert.That(Encode(original), Is.EqualTo(before));
    }

    [Test]
    public void Variants_KeptForOneViewAndSequence_AreFoundForThatAlone()
    {
        var e = Parse(Golden);
        var seen = e.WithResourceStatusReason("seen");

        var kept = e.Variants.Keep("view", 1, seen);
        var late = e.Variants.Keep("view", 1, e.WithResourceStatusReason("too late"));

        Assert.That((kept, late, e.Variants.Find("view", 1)), Is.EqualTo((seen, seen, seen)));
        Assert.That(e.Variants.Find("view", 2), Is.Null);
        Assert.That(e.Variants.Find("another", 1), Is.Null);
    }

    [TestCase("2026-01-02T03:04:05", "2026-01-02T03:04:05")]
    [TestCase("2026-01-02T03:04:05Z", "2026-01-02T03:04:05")]
    [TestCase("2026-01-02T05:04:05.5+02:00", "2026-01-02T03:04:05.500000")]
    [TestCase("2026-01-02T03:04:05.000001", "2026-01-02T03:04:05.000001")]
    [TestCase("2026-01-02 03:04:05", "2026-01-02T03:04:05")]
    public void ToUtf8Json_OfATimestamp_IsAsHeatWritesIt(string read, string written) =>
        Assert.That(RoundTrip(With("2026-11-22T08:21:17.674393", read)), Does.Contain($"\"timestamp\":\"{written}\""));

    [Test]
    public void Timestamp_FinerThanAMicrosecond_IsCutOff()
    {
        var e = StackEvent.ForStack(new("s", "n"), "CREATE", "COMPLETE", clock: new FixedClock(new DateTimeOffset(2026, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)).AddTicks(19)));

        Assert.That(Encoding.UTF8.GetString(e.ToUtf8Json().Span), Does.Contain("\"timestamp\":\"2026-01-01T00:00:00.000001\""));
    }

    [TestCase("", "not JSON at line 1")]
    [TestCase("{", "not JSON at line 1")]
    [TestCase("[]", "expected an object with Heat's event body, but found a list")]
    [TestCase("{}", "'payload' is missing")]
    [TestCase("""{"type":"other","payload":{}}""", "'type' is 'os.heat.event', but is 'other'")]
    [TestCase("""{"version":"0.2","payload":{}}""", "'version' is '0.1', but is '0.2'")]
    [TestCase("""{"payload":[]}""", "'payload' is an object, but is a list")]
    [TestCase("""{"payload":{}}""", "'id' is missing or empty")]
    [TestCase("""{"id":"x","payload":{}}""", "'id' is a UUID, but is 'x'")]
    public void TryParse_OfWhatIsNoEvent_SaysWhatIsWrong(string text, string expected)
    {
        Assert.That(StackEvent.TryParse(Encoding.UTF8.GetBytes(text), out _, out var error), Is.False);
        Assert.That(error, Does.StartWith(expected));
    }

    [TestCase("\"resource_name\": \"teststack\"", "\"resource_name\": 5", "'payload.resource_name' is text, but is a number")]
    [TestCase("\"resource_action\": \"CREATE\"", "\"resource_action\": null", "'payload.resource_action' is missing or empty")]
    [TestCase("2026-11-22T08:21:17.674393", "yesterday", "'timestamp' is a time such as 2026-11-22T08:21:17.674393, but is 'yesterday'")]
    [TestCase("Stack CREATE started", "\\ud800", "a string holds half a surrogate pair, which is no text")]
    [TestCase("\"resource_properties\": {}", "\"resource_properties\": {\"a\":\"\\ud800\"}", "a string holds half a surrogate pair, which is no text")]
    public void TryParse_WithOneWrongMember_NamesIt(string from, string to, string expected)
    {
        Assert.That(StackEvent.TryParse(Encoding.UTF8.GetBytes(With(from, to)), out _, out var error), Is.False);
        Assert.That(error, Is.EqualTo(expected));
    }

    [Test]
    public void Parse_WithARepeatedKey_TakesTheLastAsPythonDoes() =>
        Assert.That(Parse(With("\"resource_action\": \"CREATE\"", "\"resource_action\": \"X\", \"resource_action\": \"DELETE\"")).ResourceAction, Is.EqualTo("DELETE"));

    [FsCheck.NUnit.Property]
    public void TryParse_OfAnyText_ReadsItOrSaysWhatIsWrong(string? text) =>
        Assert.That(StackEvent.TryParse(Encoding.UTF8.GetBytes(text ?? "null"), out var e, out var error) ? e is not null : error is not null, Is.True);

    [Test]
    public void ForStack_IsAStackEvent()
    {
        var stack = new StackIdentity("id", "name");

        Assert.That(StackEvent.ForStack(stack, "CREATE", "COMPLETE").IsStackEvent, Is.True);
        Assert.That(StackEvent.ForResource(stack, "server", "OS::Nova::Server", "CREATE", "COMPLETE").IsStackEvent, Is.False);
    }

    private static StackEvent Parse(string text) => StackEvent.Parse(Encoding.UTF8.GetBytes(text));

    private static string RoundTrip(string text) => Encode(Parse(text));

    private static string Encode(StackEvent e) => Encoding.UTF8.GetString(e.ToUtf8Json().Span);

    private static string With(string from, string to) => Golden.Replace(from, to, StringComparison.Ordinal);

    private static string Compact(string text) => JsonSerializer.Serialize(JsonElement.Parse(text));

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
