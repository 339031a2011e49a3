using EventSinks.Storage;
using EventSinks.Support;
using EventSinks.Testing;
using EventSinks.Tool.Support;

namespace EventSinks.Tool.Deliveries;

[TestFixture]
public sealed class DeliveriesTests
{
    private static readonly StackIdentity Other = new("7a6f0f2e-2f4e-4d0b-8a55-0d3c6f6f0001", "other");

    [Test]
    public async Task Deliveries_ShowsStateNumbersLagAndLastError()
    {
        var clock = new ManualTimeProvider(Some.Instant);
        using var tool = new ToolRun { Clock = clock, Store = new SurvivingStore(clock) };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        await filler.AppendAsync(Some.Stack, 5);
        await filler.SettleAsync(Some.Stack, StoreFiller.Lane, 2, new LaneCounters(1, 0, 0, 1), new LaneHealth
        {
            LastSuccessAt = Some.Instant,
            LastError = "connection refused\nForged 9 9",
            LastErrorAt = Some.Instant.AddSeconds(7),
            FailuresInRow = 2,
        });
        clock.Advance(TimeSpan.FromMinutes(3));

        var code = await tool.RunAsync("deliveries", "--store", "s.db");

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.OutLines[0], Is.EqualTo($"teststack ({Some.Stack.Id}): 5 events recorded"));
        Assert.That(tool.OutLines[2], Does.Match(
            @"^json-lines:out\.jsonl +Retrying +5 +1 +3 +0 +0 +1 +3 min +2026-11-22 08:00:00 +connection refused Forged 9 9 \(2026-11-22 08:00:07\)$"));
    }

    [Test]
    public async Task Deliveries_AsJson_HasTheSameNumbers()
    {
        var clock = new ManualTimeProvider(Some.Instant);
        using var tool = new ToolRun { Clock = clock, Store = new SurvivingStore(clock) };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack, new { type = "json-lines", path = "out.jsonl", name = "mine" });
        await filler.AppendAsync(Some.Stack, 2);
        clock.Advance(TimeSpan.FromSeconds(90));

        await tool.RunAsync("deliveries", "--store", "s.db", "--json");

        var sink = tool.Json[0].GetProperty("sinks")[0];
        Assert.That(sink.GetProperty("key").GetString(), Is.EqualTo("json-lines:out.jsonl"));
        Assert.That(sink.GetProperty("name").GetString(), Is.EqualTo("mine"));
        Assert.That(sink.GetProperty("pending").GetInt64(), Is.EqualTo(2));
        Assert.That(sink.GetProperty("lagSeconds").GetDouble(), Is.EqualTo(90));
        Assert.That(sink.GetProperty("state").GetString(), Is.EqualTo("catchingUp"));
    }

    [Test]
    public async Task Deliveries_LeavesOutWhatHasArrived_UntilAsked()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        foreach (var stack in new[] { Some.Stack, Other })
        {
            await filler.OpenAsync(stack);
            await filler.AppendAsync(stack, 1);
        }

        await filler.SettleAsync(Other, StoreFiller.Lane, 1, new LaneCounters(1, 0, 0, 0));

        await tool.RunAsync("deliveries", "--store", "s.db");
        var some = tool.Out;
        await tool.RunAsync("deliveries", "--store", "s.db", "--all");

        Assert.That(some, Does.Contain("teststack").And.Not.Contains(Other.Id).And.EndsWith("Of 1 other stack everything has arrived; --all shows it.\n"));
        Assert.That(tool.Out, Does.Contain("teststack").And.Contains(Other.Id).And.Contains("Healthy"));
    }

    [Test]
    public async Task Deliveries_OfAnEmptyStore_SaysSo()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };

        var code = await tool.RunAsync("deliveries", "--store", "s.db");

        Assert.That((code, tool.Out), Is.EqualTo((ExitCode.AllWell, "No stack is open, and none has anything left to deliver.\n")));
    }

    [Test]
    public async Task Deliveries_OfAClosedStackThatHasSettledEverything_IsFoundByItsId()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        await filler.AppendAsync(Some.Stack, 1);
        await tool.Store.CloseStackAsync(Some.Stack.Id, CancellationToken.None);
        await tool.Store.SettleAsync([new LaneSettlement(Some.Stack.Id, StoreFiller.Lane, 1, new LaneCounters(1, 0, 0, 0), [], IsFinished: true)], CancellationToken.None);

        var code = await tool.RunAsync("deliveries", "--store", "s.db", Some.Stack.Id);

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.OutLines, Is.EqualTo([$"teststack ({Some.Stack.Id}): 1 event recorded, closed", "Its sinks have settled everything and are forgotten."]));
    }

    [Test]
    public async Task DeadLetters_AreListedWithReasonAttemptsAndTimes()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        await filler.AppendAsync(Some.Stack, 2);
        await filler.SettleAsync(
            Some.Stack, StoreFiller.Lane, 2, new LaneCounters(1, 1, 0, 0), letters: await filler.LetterAsync(Some.Stack, 2, "too large\u001b[2J"));

        await tool.RunAsync("deliveries", "--store", "s.db", "teststack", "--dead-letters");

        Assert.That(tool.OutLines[1], Does.Match(
            @"^teststack +json-lines:out\.jsonl +2 +[0-9a-f-]{36} +3 +2026-11-22 08:00:00 +2026-11-22 08:05:00 +too large\\u001b\[2J$"));
    }

    [Test]
    public async Task DeadLetters_OfWhichThereAreNone_AreALine()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        await new StoreFiller(tool.Store).OpenAsync(Some.Stack);

        await tool.RunAsync("deliveries", "--store", "s.db", "--dead-letters");

        Assert.That(tool.Out, Is.EqualTo("There are no dead letters.\n"));
    }
}
