using System.Text;
using System.Text.Json;
using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Support;

namespace EventSinks;

/// <summary>What the keys that are common to all sinks come to, from an environment's text to what a sink gets.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CommonKeysDeliveryTests
{
    private static readonly StackIdentity Stack = new("s", "teststack", "demo");

    private readonly Arrivals _arrivals = new();

    [Test]
    public async Task Publish_ToASinkWithAFilter_SendsWhatItWantsAndCountsTheRest()
    {
        await using var events = Build();
        await events.OpenAsync(Stack, Read("{type: arrival, events: {actions: [create], statuses: [COMPLETE], resource_types: 'OS::Nova::*'}}"));

        await PublishAsync(events, Server("CREATE", "IN_PROGRESS"), Server("CREATE", "COMPLETE"), Server("DELETE", "COMPLETE"), StackEvent.ForStack(Stack, "CREATE", "COMPLETE"));

        var sink = (await events.GetStatusAsync("s"))!.Sinks.Single();
        Assert.That((sink.Recorded, sink.Delivered, sink.Filtered, sink.Pending), Is.EqualTo((4, 1, 3, 0)));
        Assert.That(_arrivals.At("here").Single().Sequence, Is.EqualTo(2));
    }

    [Test]
    public async Task Publish_OfANestedStack_SendsNothingToASinkThatWantsNoNestedOnes()
    {
        await using var events = Build();
        var child = new StackIdentity("c", "child", "demo", "s", "s");
        var environment = Read("{type: arrival, events: {nested: false}}");
        await events.OpenAsync(Stack, environment);
        await events.OpenAsync(child, environment);

        await PublishAsync(events, Server("CREATE", "COMPLETE"), StackEvent.ForStack(child, "CREATE", "COMPLETE"));

        Assert.That(_arrivals.At("here").Single().Event.StackId, Is.EqualTo("s"));
        Assert.That((await events.GetStatusAsync("c"))!.Sinks.Single().Filtered, Is.EqualTo(1));
    }

    [Test]
    public async Task Publish_ToASinkWithoutProperties_ShowsItNone()
    {
        await using var events = Build();
        await events.OpenAsync(Stack, Read("{type: arrival, properties: none}", "{type: arrival, target: all}"));

        await PublishAsync(events, Server("CREATE", "COMPLETE"));

        Assert.That(_arrivals.At("here").Single().Event.ResourceProperties.GetRawText(), Is.EqualTo("{}"));
        Assert.That(_arrivals.TextsAt("here").Single(), Does.Contain("\"resource_properties\":{},").And.Not.Contain("s3cret"));
        Assert.That(_arrivals.TextsAt("all").Single(), Does.Contain("s3cret"));
    }

    [Test]
    public async Task Publish_ToSinksOfOneFormat_EncodesOnceForAllOfThem()
    {
        await using var events = Build();
        await events.OpenAsync(Stack, Read(
            "{type: arrival, target: a}",
            "{type: arrival, target: b}",
            "{type: arrival, target: c, format: heat-extended}",
            "{type: arrival, target: d, format: heat-extended}"));
        var e = Server("CREATE", "COMPLETE");

        await PublishAsync(events, e);

        Assert.That(_arrivals.At("a").Single().Event, Is.SameAs(e));
        Assert.That(_arrivals.BodiesAt("b").Single().Span == e.ToUtf8Json().Span, Is.True);
        Assert.That(_arrivals.TextsAt("c").Single(), Does.EndWith(
            "\"version\":\"0.1\",\"stack_name\":\"teststack\",\"project_id\":\"demo\",\"root_stack_id\":null,\"parent_stack_id\":null,\"sequence\":1}}"));
        Assert.That(_arrivals.BodiesAt("d").Single().Span == _arrivals.BodiesAt("c").Single().Span, Is.True);
    }

    [Test]
    public async Task Publish_AsCloudEvents_WrapsHeatsBody_AndEncodesOnceForAllOfThem()
    {
        await using var events = Build();
        await events.OpenAsync(Stack, Read("{type: arrival, target: a, format: cloudevents}", "{type: arrival, target: b, format: cloudevents}", "{type: arrival, target: c}"));
        var e = Server("CREATE", "COMPLETE");

        await PublishAsync(events, e);

        Assert.That(_arrivals.TextsAt("a").Single(), Does.StartWith($"{{\"specversion\":\"1.0\",\"id\":\"{e.Id}\",").And.EndWith($"\"data\":{_arrivals.TextsAt("c").Single()}}}"));
        Assert.That(_arrivals.BodiesAt("b").Single().Span == _arrivals.BodiesAt("a").Single().Span, Is.True);
    }

    [Test]
    public async Task Publish_AsCloudEventsToASinkThatRejects_KeepsHeatsBodyInTheDeadLetter()
    {
        await using var events = Build();
        await events.OpenAsync(Stack, Read("{type: arrival, rejects: true, format: cloudevents}"));
        var e = Server("CREATE", "COMPLETE");

        await PublishAsync(events, e);

        var letter = await events.Store.ReadDeadLettersAsync("s").SingleAsync();
        Assert.That(letter.Body.Span.SequenceEqual(e.ToUtf8Json().Span), Is.True);
        Assert.That(letter.ToEvent()!.Value.Event.Id, Is.EqualTo(e.Id));
    }

    [Test]
    public async Task Publish_WithARedactor_ShowsNoSinkWhatItTakesOut()
    {
        var redactor = new ScriptedRedactor(static e => e.WithResourceProperties(default));
        await using var events = Build(builder => builder.UseRedactor(redactor));
        await events.OpenAsync(Stack, Read("{type: arrival}", "{type: arrival, target: b, format: heat-extended}"));

        await PublishAsync(events, Server("CREATE", "COMPLETE"));

        string[] texts = [.. _arrivals.TextsAt("here"), .. _arrivals.TextsAt("b")];
        Assert.That(texts, Has.Length.EqualTo(2).And.None.Contains("s3cret"));
    }

    [Test]
    public async Task Publish_WithARedactorThatFails_GivesTheEventUpAndDeliversTheOthers()
    {
        var redactor = new ScriptedRedactor(static e => e.ResourceAction == "UPDATE" ? throw new InvalidOperationException("s3cret") : e);
        await using var events = Build(builder => builder.UseRedactor(redactor));
        await events.OpenAsync(Stack, Read("{type: arrival}"));

        await PublishAsync(events, Server("CREATE", "COMPLETE"), Server("UPDATE", "COMPLETE"), Server("DELETE", "COMPLETE"));

        var letter = await events.Store.ReadDeadLettersAsync("s").SingleAsync();
        Assert.That(_arrivals.At("here").Select(static each => each.Sequence), Is.EqualTo([1L, 3L]));
        Assert.That((letter.Sequence, letter.Reason), Is.EqualTo((2L, "the engine's redactor failed (InvalidOperationException)")));
        Assert.That(Encoding.UTF8.GetString(letter.Body.Span), Does.Contain("\"resource_properties\":{}").And.Contain("\"resource_action\":\"UPDATE\"").And.Not.Contain("s3cret"));
    }

    [Test]
    public async Task Publish_WithARedactorThatFailsOnce_ShowsTheEventToNoSinkAtAll()
    {
        var calls = 0;
        var redactor = new ScriptedRedactor(e => Interlocked.Increment(ref calls) == 1 ? throw new InvalidOperationException("s3cret") : e);
        await using var events = Build(builder => builder.UseRedactor(redactor));
        await events.OpenAsync(Stack, Read("{type: arrival}", "{type: arrival, target: b, format: heat-extended}", "{type: arrival, target: c}"));

        await PublishAsync(events, Server("CREATE", "COMPLETE"));

        // At once they may all be asking; then whatever was kept first holds for all.
        var delivered = _arrivals.At("here").Count + _arrivals.At("b").Count + _arrivals.At("c").Count;
        Assert.That((delivered, await events.Store.ReadDeadLettersAsync("s").CountAsync()), Is.EqualTo((0, 3)).Or.EqualTo((3, 0)));
    }

    [Test]
    public async Task Publish_ToASinkThatRejects_KeepsInTheDeadLetterOnlyWhatTheSinkMaySee()
    {
        var redactor = new ScriptedRedactor(static e => e.WithResourceStatusReason("***"));
        await using var events = Build(builder => builder.UseRedactor(redactor));
        await events.OpenAsync(Stack, Read("{type: arrival, rejects: true, properties: none}"));

        await PublishAsync(events, Server("CREATE", "COMPLETE"));

        var body = Encoding.UTF8.GetString((await events.Store.ReadDeadLettersAsync("s").SingleAsync()).Body.Span);
        Assert.That(body, Does.Contain("\"resource_status_reason\":\"***\"").And.Contain("\"resource_properties\":{}").And.Not.Contain("s3cret"));
    }

    [Test]
    public async Task Open_AgainWithTheSameKeys_ChangesNothing()
    {
        const string declaration = "{type: arrival, events: {actions: CREATE}, format: heat-extended, properties: none, max_age: 1h}";
        await using var events = Build();
        await events.OpenAsync(Stack, Read(declaration));
        await PublishAsync(events, Server("CREATE", "COMPLETE"));

        await events.OpenAsync(Stack, Read(declaration));
        await PublishAsync(events, Server("CREATE", "COMPLETE"));

        Assert.That(_arrivals.Sinks, Is.EqualTo(1));
        Assert.That((await events.GetStatusAsync("s"))!.Sinks.Single().Delivered, Is.EqualTo(2));
    }

    [Test]
    public async Task Open_AgainWithTheKeysInAnotherOrder_ChangesNothing()
    {
        await using var events = Build();
        await events.OpenAsync(Stack, Read("{type: arrival, target: a, events: {actions: CREATE, level: all}}"));
        await PublishAsync(events, Server("CREATE", "COMPLETE"));

        await events.OpenAsync(Stack, Read("{events: {level: all, actions: CREATE}, target: a, type: arrival}"));
        await PublishAsync(events, Server("CREATE", "COMPLETE"));

        Assert.That((_arrivals.Sinks, _arrivals.At("a").Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task Open_WithTheFirstOfTwoEqualDestinationsSwitchedOff_KeepsTheSecondOnItsLane()
    {
        await using var events = Build();
        await events.OpenAsync(Stack, Read("{type: arrival, rejects: true}", "{type: arrival}"));
        await PublishAsync(events, Server("CREATE", "COMPLETE"));

        await events.OpenAsync(Stack, Read("{type: arrival, rejects: true, enabled: false}", "{type: arrival}"));
        await PublishAsync(events, Server("UPDATE", "COMPLETE"));

        var sink = (await events.GetStatusAsync("s"))!.Sinks.Single();
        Assert.That((sink.Name, sink.Recorded, sink.Delivered, sink.DeadLettered), Is.EqualTo(("arrival:here#2", 2, 2, 0)));
    }

    [Test]
    public async Task Open_WithAnotherFilter_KeepsTheLaneAndItsCursor()
    {
        await using var events = Build();
        await events.OpenAsync(Stack, Read("{type: arrival, events: {actions: CREATE}}"));
        await PublishAsync(events, Server("CREATE", "COMPLETE"), Server("DELETE", "COMPLETE"));

        await events.OpenAsync(Stack, Read("{type: arrival, events: {actions: DELETE}}"));
        await PublishAsync(events, Server("CREATE", "COMPLETE"), Server("DELETE", "COMPLETE"));

        var sink = (await events.GetStatusAsync("s"))!.Sinks.Single();
        Assert.That((sink.Recorded, sink.Delivered, sink.Filtered), Is.EqualTo((4, 2, 2)));
        Assert.That(_arrivals.At("here").Select(static each => each.Sequence), Is.EqualTo([1L, 4L]));
    }

    [Test]
    public async Task Open_WithADeclarationThatIsSwitchedOff_SendsNothing()
    {
        await using var events = Build();
        var publisher = await events.OpenAsync(Stack, Read("{type: arrival, enabled: false}"));

        await PublishAsync(events, Server("CREATE", "COMPLETE"));

        Assert.That(publisher.Binding.HasErrors, Is.False);
        Assert.That((await events.GetStatusAsync("s"))!.Sinks, Is.Empty);
        Assert.That(_arrivals.Sinks, Is.Zero);
    }

    private static StackEvent Server(string action, string status) => StackEvent.ForResource(
        Stack, "server", "OS::Nova::Server", action, status, properties: JsonElement.Parse("""{"password":"s3cret"}"""));

    private static StackEnvironment Read(params string[] declarations) =>
        EnvironmentReader.Read("event_sinks:\n" + string.Concat(declarations.Select(static each => $"- {each}\n")), "e.yaml");

    private static async Task PublishAsync(StackEvents events, params StackEvent[] published)
    {
        foreach (var e in published)
        {
            await events.PublishAsync(e);
        }

        Assert.That(await events.DrainAsync(CancellationToken.None), Is.True);
    }

    private StackEvents Build(Action<StackEventsBuilder>? configure = null)
    {
        var builder = new StackEventsBuilder().AddSink<ArrivalSinkFactory>().ExposeToSinks(_arrivals);
        configure?.Invoke(builder);
        return builder.Build();
    }
}
