using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EventSinks.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace EventSinks.Dispatch;

/// <summary>CloudEvents, by the rules of the specification 1.0.2, its JSON format and its JSON schema, each written down here once more.</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class CloudEventFormTests
{
    private static readonly StackIdentity Stack = new("s1", "teststack", "demo");

    [Test]
    public void Of_AnEventOfAResource_HasTheseAttributesAndHeatsBody()
    {
        var e = Event("server");

        var body = Text(Seen(e));

        Assert.That(
            body,
            Is.EqualTo($$"""{"specversion":"1.0","id":"{{e.Id}}","source":"/projects/demo/stacks/teststack/s1","type":"org.openstack.heat.resource.create.complete","subject":"server","time":"2026-01-02T03:04:05.000006Z","datacontenttype":"application/json","sequence":"0000000000000000007","data":{{Encoding.UTF8.GetString(e.ToUtf8Json().Span)}}}"""));
    }

    [Test]
    public void Of_AnEventOfTheStackItself_HasNoSubject()
    {
        var body = JsonElement.Parse(Text(Seen(StackEvent.ForStack(Stack, "CREATE", "IN_PROGRESS"))));

        Assert.That((body.GetProperty("type").GetString(), body.TryGetProperty("subject", out _)), Is.EqualTo(("org.openstack.heat.stack.create.in_progress", false)));
    }

    [Test]
    public void Of_AStackWithoutAProject_HasASourceWithoutOne() =>
        Assert.That(
            JsonElement.Parse(Text(Seen(Event("r"), new StackIdentity("s/1", "a stack?#é")))).GetProperty("source").GetString(),
            Is.EqualTo("/stacks/a%20stack%3F%23%C3%A9/s%2F1"));

    [TestCase("CHECK", "COMPLETE", "check.complete")]
    [TestCase("my action", "It's", "my_action.it_s")]
    [TestCase("É", "İ", "_._")]
    [TestCase("", "", "_._")]
    public void Of_WhateverActionAndStatus_HasATypeOfPlainWords(string action, string status, string expected) =>
        Assert.That(
            JsonElement.Parse(Text(Seen(Event("r", action, status)))).GetProperty("type").GetString(), Is.EqualTo($"org.openstack.heat.resource.{expected}"));

    // Attributes of type String hold no control characters, noncharacters and halves of pairs; data may hold what JSON may.
    [TestCase("a\nb\u007f\u0085", "a\ufffdb\ufffd\ufffd", TestName = "Of_ANameWithControlCharacters_ReplacesThem")]
    [TestCase("a\ufdd0\uffff", "a\ufffd\ufffd", TestName = "Of_ANameWithNoncharacters_ReplacesThem")]
    [TestCase("\ud83f\udffe", "\ufffd", TestName = "Of_ANameWithANoncharacterBeyondTheFirstPlane_ReplacesIt")]
    [TestCase("é😀", "é😀", TestName = "Of_ANameWithOtherCharacters_KeepsThem")]
    public void Of_ANameWithWhatNoAttributeMayHold_ReplacesIt(string name, string expected) =>
        Assert.That(JsonElement.Parse(Text(Seen(Event(name)))).GetProperty("subject").GetString(), Is.EqualTo(expected));

    // An attribute of a test could not hold this one.
    [Test]
    public void Of_ANameWithHalvesOfPairs_ReplacesThem() =>
        Assert.That(JsonElement.Parse(Text(Seen(Event(new string(['\udffe', '\ud83f']))))).GetProperty("subject").GetString(), Is.EqualTo("\ufffd\ufffd"));

    [Test]
    public void Of_Sequences_SortsAsTextAsTheyCount() =>
        Assert.That(
            new[] { 1, 9, 10, 99, 1_000_000_000_000, long.MaxValue }.Select(static sequence => Sequence(Seen(Event("r"), sequence: sequence))),
            Is.Ordered.Using((System.Collections.IComparer)StringComparer.Ordinal).And.All.Length.EqualTo(19));

    [Test]
    public void Of_AnyEvent_KeepsTheRulesOfTheSpecification()
    {
        var text = ArbMap.Default.ArbFor<NonNull<string>>().Generator.Select(static each => each.Get);
        var events =
            from id in text
            from name in text
            from project in Gen.OneOf(text.Select(static each => (string?)each), Gen.Constant((string?)null))
            from resource in text
            from action in text
            from ticks in ArbMap.Default.ArbFor<PositiveInt>().Generator
            select (new StackIdentity(Fill(id), Fill(name), project is { Length: > 0 } ? project : null), Event(Fill(resource), Fill(action), "COMPLETE", ticks.Get));

        Prop.ForAll(events.ToArbitrary(), static each => IsCloudEvent(Text(Seen(each.Item2, each.Item1)))).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Of_EqualViews_SharesEventAndBody_AndHasAnotherThanHeats()
    {
        var recorded = new RecordedEvent(Event("r"), 7, default);

        var one = new EventView(Stack, isCloudEvent: true).Of(recorded);
        var other = new EventView(Stack with { }, isCloudEvent: true).Of(recorded);

        Assert.That(other, Is.SameAs(one));
        Assert.That(other.ToBody().Span == one.ToBody().Span, Is.True);
        Assert.That(new EventView(Stack, hidesProperties: true).Of(recorded), Is.Not.SameAs(one));
        Assert.That(new EventView(Stack, hidesProperties: true, isCloudEvent: true), Is.Not.EqualTo(new EventView(Stack, hidesProperties: true)));
        Assert.That(one.ToUtf8Json().Span.SequenceEqual(recorded.Event.ToUtf8Json().Span), Is.True, "Heat's body is Heat's, whatever sinks get");
    }

    [Test]
    public void Of_OneEventRecordedTwice_GivesEachItsSequence()
    {
        var view = new EventView(Stack, isCloudEvent: true);
        var first = new RecordedEvent(Event("r"), 7, default);

        Assert.That((Sequence(view.Of(first)), Sequence(view.Of(first with { Sequence = 8 }))), Is.EqualTo(("0000000000000000007", "0000000000000000008")));
    }

    [Test]
    public void Of_WithARedactorAndWithoutProperties_WrapsWhatMayBeSeen()
    {
        var redactor = new ScriptedRedactor(static e => e.WithResourceStatusReason("***"));
        var view = new EventView(Stack, redactor, hidesProperties: true, isCloudEvent: true);

        var data = JsonElement.Parse(Text(view.Of(new RecordedEvent(Event("r"), 7, default)))).GetProperty("data").GetProperty("payload");

        Assert.That((data.GetProperty("resource_status_reason").GetString(), data.GetProperty("resource_properties").GetRawText()), Is.EqualTo(("***", "{}")));
    }

    [Test]
    public void ContentType_OfABatch_IsThatOfItsForm()
    {
        var recorded = new RecordedEvent(Event("r"), 7, default);

        Assert.That(new EventBatch(new[] { recorded }).ContentType, Is.EqualTo("application/json"));
        Assert.That(
            new EventBatch(new[] { recorded with { Event = new EventView(Stack, isExtended: true).Of(recorded) } }).ContentType, Is.EqualTo("application/json"));
        Assert.That(
            new EventBatch(new[] { recorded with { Event = new EventView(Stack, isCloudEvent: true).Of(recorded) } }).ContentType,
            Is.EqualTo("application/cloudevents+json"));
    }

    [Test]
    public void ForLetter_OfACloudEvent_IsHeatsBody_ThatAReplayMakesACloudEventOfAgain()
    {
        var view = new EventView(Stack, new ScriptedRedactor(static e => e.WithResourceStatusReason("***")), isCloudEvent: true);
        var recorded = new RecordedEvent(Event("r"), 7, default);
        var sent = Text(view.Of(recorded));

        var letter = new DeadLetter("s1", new LaneKey("t", "d"), 7, recorded.Event.Id, EncodedBody.ForLetter(view, recorded), "no", 1, default, default);

        Assert.That(Text(view.OfLetters!.Of(letter.ToEvent()!.Value)), Is.EqualTo(sent));
        Assert.That((new EventView(Stack, isExtended: true).OfLetters, new EventView(Stack, hidesProperties: true).OfLetters), Is.EqualTo(((EventView?)null, (EventView?)null)));
    }

    [Test]
    public void For_ALaneThatReplaysLetters_SeesCloudEventsWhereTheDeclarationWantsThem()
    {
        var binding = Some.Binding("q") with { View = new EventView(Stack, new ScriptedRedactor(static e => e), isCloudEvent: true) };
        var stored = new StoredLane(binding.Key with { Replay = 1 }, 0, 0, default) { Source = LaneSource.DeadLetters };

        Assert.That(binding.For(stored).View, Is.EqualTo(new EventView(Stack, isCloudEvent: true)));
    }

    private static string Fill(string text) => text.Length > 0 ? text : "x";

    private static StackEvent Event(string resource, string action = "CREATE", string status = "COMPLETE", int microseconds = 6) => new()
    {
        StackId = Stack.Id,
        Timestamp = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddMicroseconds(microseconds),
        ResourceName = resource,
        ResourceAction = action,
        ResourceStatus = status,
        ResourceStatusReason = "state changed",
        ResourceType = "OS::Nova::Server",
        ResourceProperties = JsonElement.Parse("""{"flavor":1.0}"""),
    };

    private static StackEvent Seen(StackEvent e, StackIdentity? stack = null, long sequence = 7) =>
        new EventView(stack ?? Stack, isCloudEvent: true).Of(new RecordedEvent(e, sequence, default));

    private static string Text(StackEvent e) => Encoding.UTF8.GetString(e.ToBody().Span);

    private static string Sequence(StackEvent e) => JsonElement.Parse(Text(e)).GetProperty("sequence").GetString()!;

    // Required attributes, names, types and formats.
    private static bool IsCloudEvent(string body)
    {
        var e = JsonElement.Parse(body);
        var attributes = e.EnumerateObject().Where(static member => member.Name != "data").ToDictionary(static member => member.Name, static member => member.Value, StringComparer.Ordinal);
        string[] required = ["specversion", "id", "source", "type"];
        return !body.Contains('\n', StringComparison.Ordinal)
            && required.All(name => attributes.TryGetValue(name, out var value) && value.GetString() is { Length: > 0 })
            && attributes.Keys.All(static name => NamePattern().IsMatch(name))
            && attributes.Values.All(static value => value.ValueKind is JsonValueKind.String && IsAllowed(value.GetString()!))
            && attributes["specversion"].GetString() == "1.0"
            && Uri.IsWellFormedUriString(attributes["source"].GetString(), UriKind.Relative)
            && TypePattern().IsMatch(attributes["type"].GetString()!)
            && (!attributes.TryGetValue("subject", out var subject) || subject.GetString()!.Length > 0)
            && TimePattern().IsMatch(attributes["time"].GetString()!)
            && DateTimeOffset.TryParse(attributes["time"].GetString(), CultureInfo.InvariantCulture, out _)
            && attributes["datacontenttype"].GetString() == "application/json"
            && attributes["sequence"].GetString()!.Length > 0
            && e.GetProperty("data").ValueKind is JsonValueKind.Object
            && !attributes.ContainsKey("data_base64");
    }

    private static bool IsAllowed(string text) => text.EnumerateRunes().All(static rune =>
        rune.Value is not (<= 0x1F or (>= 0x7F and <= 0x9F) or (>= 0xFDD0 and <= 0xFDEF)) && (rune.Value & 0xFFFE) != 0xFFFE);

    [GeneratedRegex("^[a-z0-9]{1,20}$", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^org\.openstack\.heat\.(stack|resource)\.[a-z0-9_]+\.[a-z0-9_]+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TypePattern();

    // RFC 3339, section 5.6.
    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TimePattern();
}
