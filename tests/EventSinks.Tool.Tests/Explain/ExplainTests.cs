using EventSinks.Storage;
using EventSinks.Support;
using EventSinks.Testing;
using EventSinks.Tool.Support;

namespace EventSinks.Tool.Explain;

[TestFixture]
public sealed class ExplainTests
{
    [Test]
    public async Task Explain_OfAnEventThatArrived_SaysSo()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        var e = await filler.AppendAsync(Some.Stack);
        await filler.SettleAsync(Some.Stack, StoreFiller.Lane, 1, new LaneCounters(1, 0, 0, 0));

        var code = await tool.RunAsync("explain", "--store", "s.db", $"{e.Id}");

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.OutLines[0], Is.EqualTo($"event 1 of teststack ({Some.Stack.Id})"));
        Assert.That(tool.OutLines[1], Is.EqualTo($"server CREATE_COMPLETE, id {e.Id}: state of server changed"));
        Assert.That(tool.OutLines[3..], Is.EqualTo(["json-lines:out.jsonl: delivered", "  wanted by the declaration as it is now"]));
    }

    [Test]
    public async Task Explain_OfAPendingEvent_SaysHowFarBehindItIs_WhatHoldsItUp_AndWhatWasTried()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        await filler.AppendAsync(Some.Stack, 4);
        await filler.SettleAsync(
            Some.Stack,
            StoreFiller.Lane,
            1,
            new LaneCounters(1, 0, 0, 0),
            new LaneHealth { LastError = "disk full", LastErrorAt = Some.Instant, FailuresInRow = 1 },
            [
                new FailedAttempt(StoreFiller.Lane, 2, 3, Some.Instant, TimeSpan.FromSeconds(1.5), DeliveryOutcome.Unavailable, "disk full"),
                new FailedAttempt(StoreFiller.Lane, 2, 2, Some.Instant.AddMinutes(1), TimeSpan.FromSeconds(1), DeliveryOutcome.Retry, "not for this one"),
            ]);

        await tool.RunAsync("explain", "--store", "s.db", "teststack:3");

        Assert.That(tool.Out, Does.Contain("json-lines:out.jsonl: pending behind 1 other event; Retrying: disk full\n"));
        Assert.That(tool.Out, Does.Contain("  failed attempt at 2026-11-22 08:00:00, 1.500 s, events 2 to 3: Unavailable: disk full\n"));
        Assert.That(tool.Out, Does.Not.Contain("not for this one"));
    }

    [Test]
    public async Task Explain_OfAnEventOfAPausedSink_SaysSinceWhen()
    {
        var clock = new ManualTimeProvider(Some.Instant);
        using var tool = new ToolRun { Store = new SurvivingStore(clock) };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        await filler.AppendAsync(Some.Stack, 1);
        await tool.Store.SetPausedAsync(Some.Stack.Id, null, paused: true);

        await tool.RunAsync("explain", "--store", "s.db", "teststack:1");

        Assert.That(tool.Out, Does.Contain("pending, the next to be delivered; paused since 2026-11-22 08:00:00\n"));
    }

    [Test]
    public async Task Explain_OfADeadLetter_SaysWhyAndAfterHowManyAttempts()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        await filler.AppendAsync(Some.Stack, 1);
        await filler.SettleAsync(Some.Stack, StoreFiller.Lane, 1, new LaneCounters(0, 1, 0, 0), letters: await filler.LetterAsync(Some.Stack, 1, "refused"));

        await tool.RunAsync("explain", "--store", "s.db", "teststack:1", "--json");

        var sink = tool.Json.GetProperty("sinks")[0];
        Assert.That(sink.GetProperty("fate").GetString(), Is.EqualTo("deadLettered"));
        Assert.That(sink.GetProperty("text").GetString(), Is.EqualTo("given up at 2026-11-22 08:05:00 after 3 attempts since 2026-11-22 08:00:00: refused"));
    }

    [Test]
    public async Task Explain_OfAnEventThatWasGivenUpWithOthers_QuotesTheLetterOfThemAll()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        await filler.AppendAsync(Some.Stack, 3);
        var letter = (await filler.LetterAsync(Some.Stack, 3, "3 event(s) up to 3 were given up: paused")) with { EventId = Guid.Empty, Body = default };
        await filler.SettleAsync(Some.Stack, StoreFiller.Lane, 3, new LaneCounters(0, 3, 0, 0), letters: letter);

        await tool.RunAsync("explain", "--store", "s.db", "teststack:1");

        Assert.That(tool.Out, Does.Contain("json-lines:out.jsonl: given up together with others at 2026-11-22 08:05:00: 3 event(s) up to 3 were given up: paused\n"));
    }

    [Test]
    public async Task Explain_OfAnEventThatTheDeclarationDoesNotWant_SaysSo()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack, new { type = "json-lines", path = "out.jsonl", events = new { actions = "DELETE" } });
        await filler.AppendAsync(Some.Stack, 1);
        await filler.SettleAsync(Some.Stack, StoreFiller.Lane, 1, new LaneCounters(0, 0, 0, 1));

        await tool.RunAsync("explain", "--store", "s.db", "teststack:1");

        Assert.That(tool.OutLines[3..], Is.EqualTo(["json-lines:out.jsonl: not wanted by the declaration", "  not wanted by the declaration as it is now"]));
    }

    [Test]
    public async Task Explain_WithoutThePlugin_SaysWhatCannotBeTold()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        tool.PluginFolder = Path.Combine(tool.Folder, "none");
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        await filler.AppendAsync(Some.Stack, 2);
        await filler.SettleAsync(Some.Stack, StoreFiller.Lane, 2, new LaneCounters(1, 0, 0, 1));

        await tool.RunAsync("explain", "--store", "s.db", "teststack:1");

        Assert.That(tool.Out, Does.Contain("json-lines:out.jsonl: delivered, or one of the 1 that the declaration did not want\n"));
        Assert.That(tool.Out, Does.Contain("  whether the declaration wants it cannot be told: there is no sink type \"json-lines\""));
    }

    [Test]
    public async Task Explain_OfAnEventBeforeTheSink_SaysSo()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack, []);
        await filler.AppendAsync(Some.Stack, 1);
        await filler.OpenAsync(Some.Stack);

        await tool.RunAsync("explain", "--store", "s.db", "teststack:1");

        Assert.That(tool.Out, Does.Contain("json-lines:out.jsonl: recorded before the sink was declared: it takes events from 2 on\n"));
    }

    [Test]
    public async Task Explain_OfAPurgedEvent_TellsFromWhatIsLeft()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        await filler.AppendAsync(Some.Stack, 2);
        var letter = await filler.LetterAsync(Some.Stack, 1, "refused");
        await filler.SettleAsync(Some.Stack, StoreFiller.Lane, 2, new LaneCounters(1, 1, 0, 0), letters: letter);
        await tool.Store.PurgeAsync(new PurgePolicy { MaxAge = TimeSpan.FromTicks(1), MaxDeadLetterAge = null }, CancellationToken.None);

        await tool.RunAsync("explain", "--store", "s.db", $"{letter.EventId}");
        var kept = tool.Out;
        await tool.RunAsync("explain", "--store", "s.db", "teststack:2");

        Assert.That(kept, Does.Contain("purged since; this is what a dead letter holds of it").And.Contains("given up at "));
        Assert.That(tool.Out, Does.Contain("purged since; the numbers of its sinks are what is left\n").And.Contains("json-lines:out.jsonl: delivered\n"));
    }

    [Test]
    public async Task Explain_OfAnEventThatIsReplayed_ShowsTheReplay()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        await filler.AppendAsync(Some.Stack, 2);
        await filler.SettleAsync(Some.Stack, StoreFiller.Lane, 2, new LaneCounters(2, 0, 0, 0));
        await tool.Store.ReplayAsync(new ReplayRequest(Some.Stack.Id, StoreFiller.Lane) { FromSequence = 2 });

        await tool.RunAsync("explain", "--store", "s.db", "teststack:2");
        var replayed = tool.Out;
        await tool.RunAsync("explain", "--store", "s.db", "teststack:1");

        Assert.That(replayed, Does.Contain("json-lines:out.jsonl: delivered\n").And.Contains("json-lines:out.jsonl~1: pending, the next to be delivered\n"));
        Assert.That(tool.Out, Does.Not.Contain("~1"));
    }

    [TestCase(true, "given up at 2026-11-22 08:05:00 after 4 attempts since 2026-11-22 08:00:00: refused again", TestName = "Explain_OfADeadLetterWhoseReplayFailed_SaysSo")]
    [TestCase(false, "delivered, or given up at 2026-11-22 08:05:00 after 4 attempts since 2026-11-22 08:00:00: refused again", TestName = "Explain_OfAnEventWhoseReplayMayHaveFailed_LeavesItOpen")]
    public async Task Explain_OfAReplayThatGaveUp(bool ofLetters, string text)
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        await filler.AppendAsync(Some.Stack, 3);
        DeadLetter[] first = [await filler.LetterAsync(Some.Stack, 1, "refused"), await filler.LetterAsync(Some.Stack, 2, "refused"), await filler.LetterAsync(Some.Stack, 3, "refused")];
        await filler.SettleAsync(Some.Stack, StoreFiller.Lane, 3, new LaneCounters(0, 3, 0, 0), letters: first);
        var replay = await tool.Store.ReplayAsync(
            new ReplayRequest(Some.Stack.Id, StoreFiller.Lane) { Source = ofLetters ? LaneSource.DeadLetters : LaneSource.Events });
        await filler.SettleAsync(
            Some.Stack, replay!.Key, 2, new LaneCounters(1, 1, 0, 0), letters: await filler.LetterAsync(Some.Stack, 2, "refused again", attempts: 4));

        await tool.RunAsync("explain", "--store", "s.db", "teststack:2");

        Assert.That(tool.Out, Does.Contain($"json-lines:out.jsonl~1: {text}\n"));
    }

    [Test]
    public async Task Explain_OfAnEventThatArrivedBeforeAReplayGaveItUp_SaysSoOfBoth()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        await filler.AppendAsync(Some.Stack, 2);
        await filler.SettleAsync(Some.Stack, StoreFiller.Lane, 2, new LaneCounters(2, 0, 0, 0));
        var replay = await tool.Store.ReplayAsync(new ReplayRequest(Some.Stack.Id, StoreFiller.Lane));
        await filler.SettleAsync(
            Some.Stack, replay!.Key, 1, new LaneCounters(0, 1, 0, 0), letters: await filler.LetterAsync(Some.Stack, 1, "refused"));

        await tool.RunAsync("explain", "--store", "s.db", "teststack:1");

        Assert.That(tool.Out, Does.Contain("json-lines:out.jsonl: delivered\n").And.Contains("json-lines:out.jsonl~1: given up at "));
    }

    [TestCase("teststack:9", ExitCode.WrongInput, "stack teststack has no event 9; its events are 1 to 1")]
    [TestCase("542407af-eb57-4758-aa95-f5dc67f67dcd", ExitCode.WrongInput, "the store has no event 542407af-eb57-4758-aa95-f5dc67f67dcd")]
    [TestCase("server", ExitCode.Usage, "EVENT is an event's id or STACK:SEQUENCE")]
    public async Task Explain_OfAnEventThatIsNotThere_SaysSo(string word, int expected, string words)
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        await filler.AppendAsync(Some.Stack, 1);

        var code = await tool.RunAsync("explain", "--store", "s.db", word);

        Assert.That((code, tool.Error.Contains(words)), Is.EqualTo((expected, true)), tool.Error);
    }
}
