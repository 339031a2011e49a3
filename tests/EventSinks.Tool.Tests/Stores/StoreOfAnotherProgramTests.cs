using EventSinks.Sqlite;
using EventSinks.Storage;
using EventSinks.Support;
using EventSinks.Tool.Support;

namespace EventSinks.Tool.Stores;

/// <summary>What delivers keeps away from the files of engines, unless it is told to; what looks at them does not.</summary>
[TestFixture]
public sealed class StoreOfAnotherProgramTests
{
    private const string Engine = "heat-engine";
    private static readonly LaneKey Operators = new("json-lines", "operator.jsonl");

    [TestCase("drain")]
    [TestCase("publish")]
    public async Task Deliver_FromTheFileOfAnEngine_IsRefusedBeforeAnythingHappens(string command)
    {
        using var tool = new ToolRun();
        var store = await OfAnEngineAsync(tool);
        var before = await File.ReadAllBytesAsync(store);

        var code = await tool.RunAsync(Arguments(tool, command, store, "--json"));

        Assert.That((code, tool.Out), Is.EqualTo((ExitCode.WrongInput, "")));
        Assert.That(
            tool.ErrorLines.Single(),
            Does.StartWith($"eventsinks: {store} is kept by heat-engine: start that program, and it delivers what waits. ").And.Contains("--force"));
        Assert.That(await File.ReadAllBytesAsync(store), Is.EqualTo(before));
        Assert.That(Path.Combine(tool.Folder, "events"), Does.Not.Exist);
    }

    [Test]
    public async Task Drain_OfAFileOfAnOlderVersion_IsRefused_SinceNobodyKnowsWhoseItIs()
    {
        using var tool = new ToolRun();
        var store = Path.Combine(tool.Folder, "old.db");
        File.Copy(Path.Combine(RepositoryFile.Root, "tests/EventSinks.Sqlite.Tests/Data/version-2.db"), store);

        var code = await tool.RunAsync("drain", "--store", store);

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(tool.ErrorLines.Single(), Does.Contain("is kept by a program that the file does not name: start that program"));
    }

    [TestCase("drain")]
    [TestCase("publish")]
    public async Task Deliver_FromTheFileOfAnEngine_WithForce_DeliversTheUsersAndLeavesTheOperators(string command)
    {
        using var tool = new ToolRun();
        var store = await OfAnEngineAsync(tool);
        var before = await OperatorsLaneAsync(store);

        var code = await tool.RunAsync(Arguments(tool, command, store, "--force", "--json"));

        var sinks = tool.Json.GetProperty("sinks").EnumerateArray().ToDictionary(static sink => sink.GetProperty("name").GetString()!, StringComparer.Ordinal);
        var (users, operators) = (sinks["json-lines:out.jsonl"], sinks["json-lines:operator.jsonl"]);
        Assert.That(code, Is.EqualTo(ExitCode.DeliveryFailed), "something is left");
        Assert.That(tool.Delivered("out.jsonl"), Has.Length.EqualTo(3));
        Assert.That((users.GetProperty("delivered").GetInt64(), users.GetProperty("pending").GetInt64()), Is.EqualTo((3L, 0L)));
        Assert.That(
            (operators.GetProperty("state").GetString(), operators.GetProperty("pending").GetInt64(), operators.GetProperty("lastError").GetString()),
            Is.EqualTo(("suspended", 3L, "the operator's sinks are left to the program that keeps the store")));
        Assert.That(tool.Json.GetProperty("store").GetProperty("keptBy").GetString(), Is.EqualTo(Engine));
        Assert.That(await OperatorsLaneAsync(store), Is.EqualTo(before));
        Assert.That(Path.Combine(tool.Folder, "events", "operator.jsonl"), Does.Not.Exist);
    }

    [Test]
    public async Task Drain_WithForce_WarnsAndSaysWhoDeliversTheRest_AndTheFileStaysTheEngines()
    {
        using var tool = new ToolRun();
        var store = await OfAnEngineAsync(tool);

        await tool.RunAsync("drain", "--store", store, "--force");

        Assert.That(
            tool.ErrorLines.Single(),
            Is.EqualTo(
                "eventsinks: the store is kept by heat-engine: its events go out unredacted, with the credentials of this process; "
                + "the operator's sinks are left as they are"));
        Assert.That(tool.OutLines[^1], Is.EqualTo($"3 events wait in {store}; heat-engine delivers them."));
        Assert.That(await tool.RunAsync("drain", "--store", store), Is.EqualTo(ExitCode.WrongInput));
    }

    [Test]
    public async Task Drain_OfTheToolsOwnFile_NeedsNoForce_AndNothingChangesWithIt()
    {
        using var tool = new ToolRun();
        var store = Path.Combine(tool.Folder, "own.db");

        var codes = new[]
        {
            await tool.RunAsync(Arguments(tool, "publish", store)),
            await tool.RunAsync("drain", "--store", store),
            await tool.RunAsync("drain", "--store", store, "--force"),
        };

        Assert.That(codes, Is.All.EqualTo(ExitCode.AllWell));
        Assert.That((tool.Error, tool.Out), Is.EqualTo(("", $"Nothing waits in {store}.\n")));
    }

    [Test]
    public async Task Publish_WithForceAndNoStore_IsAWrongCommandLine()
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("publish", "-e", tool.Write("e.yaml", Some.Environment), "--force");

        Assert.That((code, tool.Error), Is.EqualTo((ExitCode.Usage, "eventsinks: --force is about a store; name one with --store\n")));
    }

    [TestCase("deliveries")]
    [TestCase("events")]
    [TestCase("explain teststack:1")]
    [TestCase("lanes list teststack")]
    [TestCase("lanes pause teststack")]
    [TestCase("lanes resume teststack")]
    [TestCase("replay teststack")]
    public async Task Look_AtTheFileOfAnEngine_IsAllowed(string command)
    {
        using var tool = new ToolRun();
        var store = await OfAnEngineAsync(tool);

        var code = await tool.RunAsync([.. command.Split(' '), "--store", store]);

        Assert.That((code, tool.Error), Is.EqualTo((ExitCode.AllWell, "")));
    }

    private static string[] Arguments(ToolRun tool, string command, string store, params string[] more) => command == "drain"
        ? ["drain", "--store", store, .. more]
        : ["publish", "--store", store, "-e", tool.Write("e.yaml", Some.Environment), tool.Write("none.jsonl", ""), .. more];

    private static async Task<string> OfAnEngineAsync(ToolRun tool)
    {
        var path = Path.Combine(tool.Folder, "engine.db");
        await using var store = SqliteEventStore.Open(path, new SqliteEventStoreOptions { Keeper = Engine });
        const string Declaration = """{"type": "json-lines", "path": "out.jsonl"}""";
        var opening = await store.OpenStackAsync(
            new StackRegistration(Some.Stack, $"[{Declaration}]", [new RegisteredLane(StoreFiller.Lane, Declaration), new RegisteredLane(Operators, null)]),
            CancellationToken.None);
        for (var i = 1; i <= 3; i++)
        {
            await opening.Log.AppendAsync(StackEvent.ForResource(Some.Stack, $"r{i}", "OS::Test", "CREATE", "COMPLETE"), CancellationToken.None);
        }

        return path;
    }

    private static async Task<StoredLane> OperatorsLaneAsync(string path)
    {
        await using var store = SqliteStoreVisitor.Open(path);
        return (await store.FindStackAsync(Some.Stack.Id))!.Lanes.Single(static lane => lane.Key == Operators);
    }
}
