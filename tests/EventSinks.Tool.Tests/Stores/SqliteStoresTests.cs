using EventSinks.Sqlite;
using EventSinks.Storage;
using EventSinks.Tool.Support;

namespace EventSinks.Tool.Stores;

/// <summary>The commands on real files, one after another, as a person runs them.</summary>
[TestFixture]
public sealed class SqliteStoresTests
{
    [Test]
    public async Task PublishInterrupted_ThenDrain_DeliversTheRest_AndEverythingTellsOfIt()
    {
        using var tool = new ToolRun();
        var (store, blocked) = (Path.Combine(tool.Folder, "events.db"), Path.Combine(tool.Folder, "events", "out.jsonl"));
        Directory.CreateDirectory(blocked);

        var published = await tool.RunAsync("publish", "--store", store, "-e", tool.Write("e.yaml", Some.Environment), tool.Write("events.jsonl", Some.EventLines(20)));
        await tool.RunAsync("deliveries", "--store", store);
        var waiting = tool.Out;
        Directory.Delete(blocked);
        var drained = await tool.RunAsync("drain", "--store", store);
        await tool.RunAsync("deliveries", "--store", store, "--all");
        var delivered = tool.Out;
        await tool.RunAsync("explain", "--store", store, $"{Some.Stack.Id}:7");

        Assert.That((published, drained), Is.EqualTo((ExitCode.DeliveryFailed, ExitCode.AllWell)));
        Assert.That(waiting, Does.Match(@"json-lines:out\.jsonl +(Suspended|Misconfigured) +20 +0 +20 "));
        Assert.That(tool.Delivered("out.jsonl").Select(Some.NameOf), Is.EqualTo(Enumerable.Range(1, 20).Select(static n => $"r{n}")));
        Assert.That(delivered, Does.Match(@"json-lines:out\.jsonl +Healthy +20 +20 +0 "));
        Assert.That(tool.Out, Does.Contain("json-lines:out.jsonl: delivered\n"));
    }

    [Test]
    public async Task Replay_ThenDrain_DeliversOnceMore()
    {
        using var tool = new ToolRun();
        var store = Path.Combine(tool.Folder, "events.db");
        await tool.RunAsync("publish", "--store", store, "-e", tool.Write("e.yaml", Some.Environment), tool.Write("events.jsonl", Some.EventLines(5)));

        await tool.RunAsync("replay", "--store", store, Some.Stack.Id, "--from", "4");
        var replay = tool.OutLines;
        var code = await tool.RunAsync("drain", "--store", store);

        Assert.That(replay[1], Does.Match(@" 2 events +4 to 5 +json-lines:out\.jsonl~1$"));
        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.Delivered("out.jsonl").Select(Some.NameOf), Is.EqualTo(["r1", "r2", "r3", "r4", "r5", "r4", "r5"]));
    }

    [Test]
    public async Task WhatIsLookedAt_MayBelongToAnotherProcess_WhatIsDelivered_MayNot()
    {
        using var tool = new ToolRun();
        var store = Path.Combine(tool.Folder, "events.db");
        await tool.RunAsync("publish", "--store", store, "-e", tool.Write("e.yaml", Some.Environment), tool.Write("events.jsonl", Some.EventLines(2)));
        await using var owner = SqliteEventStore.Open(store, new SqliteEventStoreOptions { Keeper = "eventsinks" });

        var listed = await tool.RunAsync("events", "--store", store);
        var names = tool.OutLines;
        var paused = await tool.RunAsync("lanes", "pause", "--store", store, Some.Stack.Id);
        var drained = await tool.RunAsync("drain", "--store", store);

        Assert.That((listed, paused, drained), Is.EqualTo((ExitCode.AllWell, ExitCode.AllWell, ExitCode.DeliveryFailed)));
        Assert.That(names, Has.Length.EqualTo(2));
        Assert.That((await owner.FindStackAsync(Some.Stack.Id))!.Lanes.Single().PausedAt, Is.Not.Null);
        Assert.That(tool.ErrorLines.Single(), Does.StartWith("eventsinks: ").And.Contains("events.db"));
    }

    [Test]
    public async Task Follow_WhenAnEventComesTwice_SkipsNothingBetween()
    {
        using var tool = new ToolRun();
        var path = Path.Combine(tool.Folder, "events.db");
        await using var store = SqliteEventStore.Open(path);
        var log = (await store.OpenStackAsync(new StackRegistration(Some.Stack, "[]", []), CancellationToken.None)).Log;
        var twice = StackEvent.ForResource(Some.Stack, "twice", "OS::Test", "CREATE", "COMPLETE");
        await log.AppendAsync(twice, CancellationToken.None);
        var lines = new LineWatcher(async lines =>
        {
            if (lines.Count == 1)
            {
                await log.AppendAsync(StackEvent.ForResource(Some.Stack, "between", "OS::Test", "CREATE", "COMPLETE"), CancellationToken.None);
                await log.AppendAsync(twice, CancellationToken.None);
            }
        });
        tool.LiveOut = lines;

        await tool.RunAsync("events", "--store", path, "--follow", "--interval", "0.001", "--limit", "3", "--json");

        Assert.That(lines.Lines.Select(Some.NameOf), Is.EqualTo(["twice", "between", "twice"]));
    }

    [TestCase("drain")]
    [TestCase("deliveries")]
    [TestCase("events")]
    [TestCase("lanes list")]
    public async Task AStoreThatIsNotThere_IsWrongInput_AndIsNotMade(string command)
    {
        using var tool = new ToolRun();
        var store = Path.Combine(tool.Folder, "nowhere.db");

        var code = await tool.RunAsync([.. command.Split(' '), .. command == "lanes list" ? ["s"] : Array.Empty<string>(), "--store", store]);

        Assert.That((code, tool.Error), Is.EqualTo((ExitCode.WrongInput, $"eventsinks: there is no store {store}; 'eventsinks publish --store FILE' and engines make one\n")));
        Assert.That(store, Does.Not.Exist);
    }
}
