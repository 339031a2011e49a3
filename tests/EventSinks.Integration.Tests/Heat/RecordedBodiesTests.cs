using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EventSinks.Integration.OpenStack;
using EventSinks.Integration.Support;

namespace EventSinks.Integration.Heat;

/// <summary>What arrives in a queue is what Heat would have put there: key for key, in its order, number for number.</summary>
[Category(ZaqarServer.Category)]
[Parallelizable(ParallelScope.All)]
public sealed partial class RecordedBodiesTests
{
    [TestCase("create")]
    [TestCase("update")]
    [TestCase("failure")]
    [TestCase("hook")]
    public async Task Publish_TheEventsOfAnEngine_ArriveAsHeatsOwn(string recording)
    {
        var cloud = await Cloud.ReadAsync();

        var arrived = await DeliverAsync(cloud, HeatStack.Make(recording, HeatStack.Of(cloud)));

        Assert.That(arrived.Select(WithoutIdAndTime), Is.EqualTo(ReadRecording(recording).Select(JsonElementOf).Select(WithoutIdAndTime)));
        foreach (var body in arrived)
        {
            Assert.That(body.GetProperty("id").GetString(), Does.Match(UuidPattern()));
            Assert.That(body.GetProperty("timestamp").GetString(), Does.Match(TimePattern()));
        }
    }

    [TestCase("create")]
    [TestCase("update")]
    [TestCase("failure")]
    [TestCase("hook")]
    public async Task Publish_WhatHeatSent_ArrivesAsItWas(string recording)
    {
        var cloud = await Cloud.ReadAsync();
        var lines = ReadRecording(recording);

        var arrived = await DeliverAsync(cloud, [.. lines.Select(static line => StackEvent.Parse(Encoding.UTF8.GetBytes(line)))]);

        Assert.That(arrived.Select(Compact), Is.EqualTo(lines.Select(JsonElementOf).Select(Compact)));
    }

    [GeneratedRegex("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", RegexOptions.None, 1000)]
    private static partial Regex UuidPattern();

    // Python's isoformat: no zone, and no fraction where there are no microseconds.
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TimePattern();

    private static string[] ReadRecording(string name) =>
        File.ReadAllLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Heat", $"{name}.jsonl"));

    private static JsonElement JsonElementOf(string line) => JsonElement.Parse(line);

    private static string Compact(JsonElement body) => JsonSerializer.Serialize(body);

    private static string WithoutIdAndTime(JsonElement body)
    {
        // Members keep their places, and numbers their text.
        var node = JsonNode.Parse(body.GetRawText())!.AsObject();
        node["id"] = "(id)";
        node["timestamp"] = "(time)";
        return node.ToJsonString();
    }

    private static async Task<IReadOnlyList<JsonElement>> DeliverAsync(Cloud cloud, IReadOnlyList<StackEvent> events)
    {
        var stack = HeatStack.Of(cloud);
        var credentials = new OwnersCredentials();
        credentials.Give(stack, new(StackCredentialKinds.OpenStackTrust, cloud.Accounts.TrustIds["alice"]));
        using var queue = cloud.Queue(Cloud.NewQueueName(), "alpha", await cloud.SignInToAsync("alice", "alpha"));
        await using var engine = new Engine(cloud.Operator(), credentials);
        await engine.OpenAsync(stack, Engine.Declare(queue.Name, "  ttl: 120\n"));
        foreach (var e in events)
        {
            await engine.Events.PublishAsync(e);
        }

        await engine.WaitForArrivalAsync(stack);
        return await queue.ReadBodiesAsync();
    }
}
