using System.Text.Json;
using EventSinks.Integration.OpenStack;
using EventSinks.Integration.Support;

namespace EventSinks.Integration.Heat;

/// <summary>Heat's own functional test of event sinks, and what comes after it in a stack's life; see the README beside this.</summary>
[Category(ZaqarServer.Category)]
[Parallelizable(ParallelScope.All)]
public sealed class HeatsOwnTestTests
{
    [Test]
    public async Task Publish_TheCreationOfOneResource_MeetsHeatsOwnTest()
    {
        var cloud = await Cloud.ReadAsync();
        var stack = NewStack(cloud);
        using var queue = await NewQueueAsync(cloud);
        await using var engine = NewEngine(cloud, stack);
        await engine.OpenAsync(stack, Declare(queue));

        await PublishAsync(engine, stack, "CREATE");

        var messages = await WaitForMessagesAsync(queue, 4);
        AssertAreOf(stack, "CREATE", messages);
        Assert.That(messages.Select(static message => message.GetProperty("ttl").GetInt32()), Is.All.EqualTo(120));
    }

    [Test]
    public async Task Publish_AnUpdateThatAddsASink_GivesItWhatComesFromThenOn()
    {
        var cloud = await Cloud.ReadAsync();
        var stack = NewStack(cloud);
        using var first = await NewQueueAsync(cloud);
        using var second = await NewQueueAsync(cloud);
        await using var engine = NewEngine(cloud, stack);
        await engine.OpenAsync(stack, Declare(first));
        await PublishAsync(engine, stack, "CREATE");

        await engine.OpenAsync(stack, Declare(first, second));
        await PublishAsync(engine, stack, "UPDATE");
        await engine.OpenAsync(stack, Declare(second));
        await PublishAsync(engine, stack, "DELETE");

        var firsts = await WaitForMessagesAsync(first, 8);
        var seconds = await WaitForMessagesAsync(second, 8);
        Assert.That(await engine.Events.DrainAsync(CancellationToken.None), Is.True);
        AssertAreOf(stack, "CREATE", firsts.Take(4));
        AssertAreOf(stack, "UPDATE", firsts.Skip(4));
        AssertAreOf(stack, "UPDATE", seconds.Take(4));
        AssertAreOf(stack, "DELETE", seconds.Skip(4));
    }

    private static StackIdentity NewStack(Cloud cloud) => Cloud.NewStack(cloud.Accounts.ProjectIds["alpha"]);

    // Heat's test names its queue by a UUID alone.
    private static async Task<ZaqarQueue> NewQueueAsync(Cloud cloud) =>
        cloud.Queue(Guid.NewGuid().ToString(), "alpha", await cloud.SignInToAsync("alice", "alpha"));

    private static Engine NewEngine(Cloud cloud, StackIdentity stack)
    {
        var credentials = new OwnersCredentials();
        credentials.Give(stack, new(StackCredentialKinds.OpenStackTrust, cloud.Accounts.TrustIds["alice"]));
        return new(cloud.Operator(), credentials);
    }

    private static string Declare(params IEnumerable<ZaqarQueue> queues) =>
        "event_sinks:\n" + string.Concat(queues.Select(static queue => $"  - type: zaqar-queue\n    target: {queue.Name}\n    ttl: 120\n"));

    private static async Task PublishAsync(Engine engine, StackIdentity stack, string action)
    {
        await engine.Events.PublishAsync(StackEvent.ForStack(stack, action, "IN_PROGRESS", $"Stack {action} started"));
        foreach (var status in new[] { "IN_PROGRESS", "COMPLETE" })
        {
            await engine.Events.PublishAsync(StackEvent.ForResource(
                stack, "test_resource", "OS::Heat::TestResource", action, status, properties: JsonElement.Parse("""{"value": "ok"}""")));
        }

        await engine.Events.PublishAsync(StackEvent.ForStack(stack, action, "COMPLETE", $"Stack {action} completed successfully"));
    }

    private static Task<IReadOnlyList<JsonElement>> WaitForMessagesAsync(ZaqarQueue queue, int count) =>
        Eventually.ReadAsync(queue.ReadMessagesAsync, messages => messages.Count >= count, Engine.Patience);

    /// <summary>Asserts what Heat's test does of an action's messages.</summary>
    private static void AssertAreOf(StackIdentity stack, string action, IEnumerable<JsonElement> messages)
    {
        JsonElement[] bodies = [.. messages.Select(static message => message.GetProperty("body"))];
        JsonElement[] payloads = [.. bodies.Select(static body => body.GetProperty("payload"))];

        Assert.That(bodies.Select(static body => body.GetProperty("type").GetString()), Is.EqualTo(Enumerable.Repeat("os.heat.event", 4)));
        Assert.That(All(payloads, "resource_name").Distinct(), Is.EquivalentTo([stack.Name, "test_resource"]));
        Assert.That(All(payloads, "stack_id"), Is.EqualTo(Enumerable.Repeat(stack.Id, 4)));
        Assert.That(
            All(payloads, "resource_status").Order(StringComparer.Ordinal), Is.EqualTo(["COMPLETE", "COMPLETE", "IN_PROGRESS", "IN_PROGRESS"]));
        Assert.That(All(payloads, "resource_action"), Is.EqualTo(Enumerable.Repeat(action, 4)));
    }

    private static string[] All(IEnumerable<JsonElement> payloads, string member) =>
        [.. payloads.Select(payload => payload.GetProperty(member).GetString()!)];
}
