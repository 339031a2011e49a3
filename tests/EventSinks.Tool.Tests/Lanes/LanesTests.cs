using EventSinks.Support;
using EventSinks.Tool.Support;

namespace EventSinks.Tool.Lanes;

[TestFixture]
public sealed class LanesTests
{
    [Test]
    public async Task List_NamesTheLanes_WithStateAndCursor()
    {
        using var tool = new ToolRun { Store = await FilledAsync() };

        var code = await tool.RunAsync("lanes", "list", "--store", "s.db", "teststack");

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.OutLines[1], Does.Match(@"^json-lines:a\.jsonl +mine +CatchingUp +0 +- +3 +-$"));
        Assert.That(tool.OutLines[2], Does.Match(@"^json-lines:b\.jsonl +- +CatchingUp +0 +- +3 +-$"));
    }

    [Test]
    public async Task Pause_OfOneSink_StopsThatOneAlone_AndResumeLetsItGoOn()
    {
        using var tool = new ToolRun { Store = await FilledAsync() };

        await tool.RunAsync("lanes", "pause", "--store", "s.db", "teststack", "mine");
        var paused = tool.OutLines;
        var states = await StatesAsync(tool.Store);
        await tool.RunAsync("lanes", "resume", "--store", "s.db", "teststack", "json-lines:a.jsonl");

        Assert.That(paused, Has.Length.EqualTo(2));
        Assert.That(paused[1], Does.Match(@"^json-lines:a\.jsonl +mine +Paused .* \d\d:\d\d:\d\d$"));
        Assert.That(states, Is.EqualTo([true, false]));
        Assert.That(await StatesAsync(tool.Store), Is.EqualTo([false, false]));
    }

    [Test]
    public async Task Pause_WithoutASink_StopsAllOfTheStack()
    {
        using var tool = new ToolRun { Store = await FilledAsync() };

        await tool.RunAsync("lanes", "pause", "--store", "s.db", "teststack", "--json");

        Assert.That(tool.Json.EnumerateArray().Select(static lane => lane.GetProperty("state").GetString()), Is.EqualTo(["paused", "paused"]));
    }

    [Test]
    public async Task Pause_OfAnUnknownSink_ChangesNothing_AndSaysWhatWasProbablyMeant()
    {
        using var tool = new ToolRun { Store = await FilledAsync() };

        var code = await tool.RunAsync("lanes", "pause", "--store", "s.db", "teststack", "b.jsonl", "nine");

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(tool.Error, Does.StartWith("eventsinks: stack teststack has no sink \"nine\"; did you mean \"mine\"? (known are "));
        Assert.That(await StatesAsync(tool.Store), Is.EqualTo([false, false]));
    }

    private static async Task<SurvivingStore> FilledAsync()
    {
        var store = new SurvivingStore();
        var filler = new StoreFiller(store);
        await filler.OpenAsync(Some.Stack, new { type = "json-lines", path = "a.jsonl", name = "mine" }, new { type = "json-lines", path = "b.jsonl" });
        await filler.AppendAsync(Some.Stack, 3);
        return store;
    }

    private static async Task<IEnumerable<bool>> StatesAsync(SurvivingStore store) =>
        [.. (await store.FindStackAsync(Some.Stack.Id))!.Lanes.Select(static lane => lane.PausedAt is not null)];
}
