using System.Text;
using System.Text.Json;

namespace EventSinks.Dispatch;

/// <summary>What sinks see of an event: format, properties, redaction.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class EventViewTests
{
    private static readonly StackIdentity Nested = new("s", "child", "demo", "root", "parent");

    private const string Properties = """{"password":"s3cret"}""";

    [Test]
    public void For_WithNothingToChange_IsNoViewAtAll() => Assert.That(EventView.For(Nested, null, hidesProperties: false, isExtended: false), Is.Null);

    [Test]
    public void Of_WithoutProperties_LeavesAnEmptyObject()
    {
        var seen = new EventView(Nested, hidesProperties: true).Of(Recorded());

        Assert.That(seen.ResourceProperties.GetRawText(), Is.EqualTo("{}"));
        Assert.That(Body(seen), Is.EqualTo(Body(Recorded().Event).Replace(Properties, "{}", StringComparison.Ordinal)));
    }

    [Test]
    public void Of_TheExtendedFormat_AddsWhatHeatLeavesOutBehindItsVersion()
    {
        var seen = new EventView(Nested, isExtended: true).Of(Recorded());

        const string added = ""","stack_name":"child","project_id":"demo","root_stack_id":"root","parent_stack_id":"parent","sequence":7""";
        Assert.That(Body(seen), Is.EqualTo(Body(Recorded().Event).Replace("\"version\":\"0.1\"}", $"\"version\":\"0.1\"{added}}}", StringComparison.Ordinal)));
    }

    [Test]
    public void Of_TheExtendedFormatOfAStackThatIsNotNested_SaysNull()
    {
        var seen = new EventView(new StackIdentity("s", "top"), isExtended: true).Of(Recorded());

        Assert.That(Body(seen), Does.Contain("\"stack_name\":\"top\",\"project_id\":null,\"root_stack_id\":null,\"parent_stack_id\":null,\"sequence\":7}"));
    }

    [Test]
    public void Of_AnEventWithAMemberOfThatName_WritesEachKeyOnce()
    {
        var e = StackEvent.Parse(Encoding.UTF8.GetBytes(Body(Recorded().Event).Replace("\"version\":\"0.1\"}", "\"version\":\"0.1\",\"sequence\":\"mine\",\"operation\":1}", StringComparison.Ordinal)));

        var seen = Body(new EventView(Nested, isExtended: true).Of(new RecordedEvent(e, 7, default)));

        Assert.That(seen, Does.Contain("\"sequence\":7,\"operation\":1}").And.Not.Contain("mine"));
    }

    [Test]
    public void Of_AStackNameWithoutEncoding_StillGivesABody()
    {
        var seen = new EventView(new StackIdentity("s", "half \ud800 pair"), isExtended: true).Of(Recorded());

        Assert.That(Body(seen), Does.Contain("\"stack_name\":\"half \ufffd pair\""));
    }

    [Test]
    public void Of_TheSameEventInEqualViews_SharesEventAndBody()
    {
        var recorded = Recorded();

        var one = new EventView(Nested, isExtended: true).Of(recorded);
        var other = new EventView(Nested with { }, isExtended: true).Of(recorded);

        Assert.That(other, Is.SameAs(one));
        Assert.That(other.ToUtf8Json().Span == one.ToUtf8Json().Span, Is.True);
    }

    [Test]
    public void Of_OneEventRecordedTwice_GivesEachItsSequence()
    {
        var view = new EventView(Nested, isExtended: true);
        var first = Recorded();

        Assert.That(Body(view.Of(first)), Does.Contain("\"sequence\":7}"));
        Assert.That(Body(view.Of(first with { Sequence = 8 })), Does.Contain("\"sequence\":8}"));
    }

    [Test]
    public void Of_ARedactor_IsAskedOnceForAllViewsOfAnEvent()
    {
        var redactor = new ScriptedRedactor(static e => e.WithResourceStatusReason("***"));
        var recorded = Recorded();

        StackEvent[] seen =
        [
            new EventView(Nested, redactor).Of(recorded),
            new EventView(Nested, redactor, hidesProperties: true).Of(recorded),
            new EventView(Nested, redactor, isExtended: true).Of(recorded),
            new EventView(Nested, redactor, isExtended: true, hidesProperties: true).Of(recorded),
        ];

        Assert.That(redactor.Calls, Is.EqualTo(1));
        Assert.That(seen.Select(static e => e.ResourceStatusReason), Is.All.EqualTo("***"));
        Assert.That(recorded.Event.ResourceStatusReason, Is.EqualTo("state changed"));
    }

    [Test]
    public void Of_ARedactorThatLeavesTheEventAlone_SharesThePlainBody()
    {
        var recorded = Recorded();

        Assert.That(new EventView(Nested, new ScriptedRedactor(static e => e)).Of(recorded), Is.SameAs(recorded.Event));
    }

    private static IEnumerable<TestCaseData> Defects =>
    [
        new TestCaseData((Func<StackEvent, StackEvent>)(static _ => throw new InvalidOperationException("s3cret")), "the engine's redactor failed (InvalidOperationException)"),
        new TestCaseData((Func<StackEvent, StackEvent>)(static _ => null!), "the engine's redactor gave no event"),
        new TestCaseData((Func<StackEvent, StackEvent>)(static e => StackEvent.ForStack(Nested, "CREATE", "COMPLETE")), "the engine's redactor gave another event"),
        new TestCaseData(
            (Func<StackEvent, StackEvent>)(static e => new StackEvent
            {
                Id = e.Id, StackId = "another", Timestamp = e.Timestamp, ResourceName = "r", ResourceAction = "CREATE", ResourceStatus = "COMPLETE",
            }),
            "the engine's redactor gave another event"),
    ];

    [TestCaseSource(nameof(Defects))]
    public void Of_ARedactorThatGivesNothingToSee_NeverGivesTheEvent(Func<StackEvent, StackEvent> redact, string message)
    {
        var view = new EventView(Nested, new ScriptedRedactor(redact), isExtended: true);

        Assert.That(() => view.Of(Recorded()), Throws.TypeOf<RedactionException>().With.Message.EqualTo(message));
    }

    [Test]
    public void Of_ARedactorThatFailsOnce_NeverGivesTheEventToAnyView()
    {
        var redactor = new ScriptedRedactor(static e => e.WithResourceStatusReason("***"));
        var isFirst = true;
        var failing = new ScriptedRedactor(e => isFirst ? throw new InvalidOperationException("s3cret") : redactor.Redact(e));
        var recorded = Recorded();
        EventView[] views = [new(Nested, failing, isExtended: true), new(Nested, failing), new(Nested, failing, hidesProperties: true)];

        Assert.That(() => views[0].Of(recorded), Throws.TypeOf<RedactionException>());
        isFirst = false;

        foreach (var view in views)
        {
            Assert.That(() => view.Of(recorded), Throws.TypeOf<RedactionException>().With.Message.EqualTo("the engine's redactor failed (InvalidOperationException)"));
            Assert.That(Body(view.ForLetter(recorded)), Does.Not.Contain("s3cret"));
        }

        Assert.That((failing.Calls, redactor.Calls), Is.EqualTo((1, 0)));
    }

    [Test]
    public void Of_OneEventPublishedVeryOften_KeepsNoMoreThanAFewVariants()
    {
        var recorded = Recorded();
        var redactor = new ScriptedRedactor(static e => e.WithResourceStatusReason("***"));
        EventView[] views = [new(Nested, hidesProperties: true), new(Nested, redactor, isExtended: true)];

        for (var sequence = 1; sequence <= 1_000; sequence++)
        {
            Array.ForEach(views, view => view.Of(recorded with { Sequence = sequence }));
        }

        Assert.That(recorded.Event.Variants.Count, Is.LessThanOrEqualTo(2 + EventVariants.MaxOfSequences));
        Assert.That(redactor.Calls, Is.EqualTo(1));
    }

    [Test]
    public void ForLetter_BeforeTheRedactorHasLooked_HoldsNothingThatItMayHide()
    {
        var redactor = new ScriptedRedactor(static e => e.WithResourceStatusReason("***"));
        var recorded = Recorded();
        var view = new EventView(Nested, redactor);

        var before = view.ForLetter(recorded);
        view.Of(recorded);
        var after = view.ForLetter(recorded);

        Assert.That((before.Id, before.ResourceStatusReason, Body(before).Contains("s3cret", StringComparison.Ordinal)), Is.EqualTo((recorded.Event.Id, (string?)null, false)));
        Assert.That(after.ResourceStatusReason, Is.EqualTo("***"));
        Assert.That(redactor.Calls, Is.EqualTo(1), "the worker never runs it");
    }

    private static RecordedEvent Recorded() => new(
        new StackEvent
        {
            Id = new Guid("542407af-eb57-4758-aa95-f5dc67f67dcd"),
            StackId = "s",
            Timestamp = DateTimeOffset.UnixEpoch,
            ResourceName = "server",
            ResourceAction = "CREATE",
            ResourceStatus = "COMPLETE",
            ResourceStatusReason = "state changed",
            ResourceProperties = JsonElement.Parse(Properties),
        },
        7,
        default);

    private static string Body(StackEvent e) => Encoding.UTF8.GetString(e.ToUtf8Json().Span);
}
