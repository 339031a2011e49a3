using EventSinks.Storage;
using EventSinks.Support;
using EventSinks.Testing;
using EventSinks.Tool.Support;

namespace EventSinks.Tool.Replay;

[TestFixture]
public sealed class ReplayTests
{
    [Test]
    public async Task Replay_FromASequence_MakesALane_AndSaysWhichAndHowMany()
    {
        using var tool = new ToolRun { Store = await FilledAsync() };

        var code = await tool.RunAsync("replay", "--store", "s.db", "teststack", "--from", "4");

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.OutLines[1], Does.Match(@"^json-lines:out\.jsonl +2 events +4 to 5 +json-lines:out\.jsonl~1$"));
        Assert.That(tool.OutLines[2], Is.EqualTo("A process that has s.db open begins within a second; if there is none, start it, or deliver with 'eventsinks drain --store s.db' if the file is the tool's own."));
        Assert.That(await ReplaysAsync(tool.Store), Is.EqualTo([(3L, 5L, LaneSource.Events)]));
    }

    [Test]
    public async Task Replay_SinceATime_TakesWhatWasRecordedFromThenOn()
    {
        var clock = new ManualTimeProvider(Some.Instant);
        using var tool = new ToolRun { Store = await FilledAsync(clock) };
        clock.Advance(TimeSpan.FromHours(1));
        await using var opening = tool.Store;
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        await filler.AppendAsync(Some.Stack, "late");

        await tool.RunAsync("replay", "--store", "s.db", "teststack", "--since", "2026-11-22T08:30:00", "--json");

        var lane = tool.Json.GetProperty("lanes")[0];
        Assert.That((lane.GetProperty("events").GetInt64(), lane.GetProperty("first").GetInt64()), Is.EqualTo((1L, 6L)));
    }

    [Test]
    public async Task Replay_OfDeadLetters_CountsThem()
    {
        using var tool = new ToolRun { Store = await FilledAsync() };
        var filler = new StoreFiller(tool.Store);
        await filler.SettleAsync(
            Some.Stack,
            StoreFiller.Lane,
            5,
            new LaneCounters(3, 2, 0, 0),
            letters: [await filler.LetterAsync(Some.Stack, 2, "refused"), await filler.LetterAsync(Some.Stack, 4, "refused")]);

        await tool.RunAsync("replay", "--store", "s.db", "teststack", "--dead-letters");

        Assert.That(tool.OutLines[1], Does.Match(@" 2 dead letters +2 to 4 +json-lines:out\.jsonl~1$"));
        Assert.That(await ReplaysAsync(tool.Store), Is.EqualTo([(1L, 4L, LaneSource.DeadLetters)]));
    }

    [Test]
    public async Task Replay_OfDeadLetters_OfWhichThereAreNone_SaysNothingIsDelivered()
    {
        using var tool = new ToolRun { Store = await FilledAsync() };

        var code = await tool.RunAsync("replay", "--store", "s.db", "teststack", "--dead-letters");

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.OutLines[1], Does.Match(@"^json-lines:out\.jsonl +nothing +- +-$"));
        Assert.That(tool.OutLines, Has.Length.EqualTo(2));
    }

    [Test]
    public async Task DryRun_SaysTheSame_AndChangesNothing()
    {
        using var tool = new ToolRun { Store = await FilledAsync() };

        await tool.RunAsync("replay", "--store", "s.db", "teststack", "--from", "4", "--dry-run");

        Assert.That(tool.OutLines[0], Does.Contain("WOULD DELIVER"));
        Assert.That(tool.OutLines[1], Does.Match(@"^json-lines:out\.jsonl +2 events +4 to 5 +-$"));
        Assert.That(await ReplaysAsync(tool.Store), Is.Empty);
    }

    [Test]
    public async Task Replay_ForAnUnknownSink_MakesNoLane()
    {
        using var tool = new ToolRun { Store = await FilledAsync() };

        var code = await tool.RunAsync("replay", "--store", "s.db", "teststack", "--sink", "json-lines:out.jsonl", "--sink", "nobody");

        Assert.That((code, tool.Error.Contains("has no sink \"nobody\"")), Is.EqualTo((ExitCode.WrongInput, true)));
        Assert.That(await ReplaysAsync(tool.Store), Is.Empty);
    }

    [Test]
    public async Task Replay_OfAClosedStack_IsRefused()
    {
        using var tool = new ToolRun { Store = await FilledAsync() };
        await tool.Store.CloseStackAsync(Some.Stack.Id, CancellationToken.None);

        var code = await tool.RunAsync("replay", "--store", "s.db", "teststack");

        Assert.That((code, tool.Error), Is.EqualTo((ExitCode.WrongInput, "eventsinks: stack teststack is closed; there is nobody to replay for\n")));
    }

    [TestCase("--from 3 --dead-letters", "Give one of --from and --dead-letters.")]
    [TestCase("--from 0", "--from is a sequence, at least 1, but is 0.")]
    [TestCase("--since soon", "--since is a time such as 2026-11-22T08:00:00Z, but is soon.")]
    public async Task Replay_WithAWrongCommandLine_SaysWhy(string arguments, string words)
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };

        var code = await tool.RunAsync(["replay", "--store", "s.db", "x", .. arguments.Split(' ')]);

        Assert.That((code, tool.Error.Contains(words)), Is.EqualTo((ExitCode.Usage, true)), tool.Error);
    }

    private static async Task<SurvivingStore> FilledAsync(TimeProvider? clock = null)
    {
        var store = new SurvivingStore(clock);
        var filler = new StoreFiller(store);
        await filler.OpenAsync(Some.Stack);
        await filler.AppendAsync(Some.Stack, 5);
        return store;
    }

    private static async Task<IEnumerable<(long Start, long? End, LaneSource Source)>> ReplaysAsync(SurvivingStore store) =>
        [.. (await store.FindStackAsync(Some.Stack.Id))!.Lanes.Where(static lane => lane.Key.Replay > 0).Select(static lane => (lane.Start, lane.End, lane.Source))];
}
