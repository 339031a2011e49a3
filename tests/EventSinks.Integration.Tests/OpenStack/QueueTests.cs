using System.Net;
using System.Text.Json;
using EventSinks.Integration.Support;

namespace EventSinks.Integration.OpenStack;

/// <summary>The options that concern the queue itself, as its owner finds it afterwards.</summary>
[Category(ZaqarServer.Category)]
[Parallelizable(ParallelScope.All)]
public sealed class QueueTests
{
    [Test]
    public async Task Deliver_WithQueueMetadata_CreatesTheQueueWithIt()
    {
        using var owners = await TwoOwners.MakeAsync();

        await DeliverAsync(owners, "  queue_metadata: {_default_message_ttl: 300, _max_messages_post_size: 65536, purpose: events}\n", 1);

        var metadata = await ReadMetadataAsync(owners);
        Assert.That(metadata.GetProperty("_default_message_ttl").GetInt32(), Is.EqualTo(300));
        Assert.That(metadata.GetProperty("_max_messages_post_size").GetInt32(), Is.EqualTo(65536));
        Assert.That(metadata.GetProperty("purpose").GetString(), Is.EqualTo("events"));
    }

    [Test]
    public async Task Deliver_WithQueueMetadataToAQueueThatIsThere_LeavesItAsItIs()
    {
        using var owners = await TwoOwners.MakeAsync();
        await CreateQueueAsync(owners, new { _default_message_ttl = 120, purpose = "alice's own" });
        var before = await ReadMetadataAsync(owners);

        await DeliverAsync(owners, "  queue_metadata: {_default_message_ttl: 300, purpose: events}\n", 1);

        Assert.That((await ReadMetadataAsync(owners)).GetRawText(), Is.EqualTo(before.GetRawText()));
    }

    [TestCase("", 120)]
    [TestCase("  ttl: 240\n", 240)]
    public async Task Deliver_WithoutATtl_GivesMessagesTheQueuesOwn(string more, int expected)
    {
        using var owners = await TwoOwners.MakeAsync();
        await CreateQueueAsync(owners, new { _default_message_ttl = 120 });

        await DeliverAsync(owners, more, 3);

        var messages = await owners.Alice.Queue.ReadMessagesAsync();
        Assert.That(messages.Select(static message => message.GetProperty("ttl").GetInt32()), Is.EqualTo([expected, expected, expected]));
    }

    [Test]
    public async Task Deliver_ToAQueueThatTakesLittle_MakesRequestsSmallerAndEverythingArrives()
    {
        using var owners = await TwoOwners.MakeAsync();

        await DeliverAsync(owners, "  queue_metadata: {_max_messages_post_size: 2048}\n", 50);

        await owners.AssertQueuesAsync(owners.Alice.Resources(50), []);
    }

    [Test]
    public async Task Deliver_WithADelay_HidesTheMessageUntilItIsOver()
    {
        using var owners = await TwoOwners.MakeAsync();

        await DeliverAsync(owners, "  delay: 900\n", 1);

        var shown = await ReadAsync(owners, "messages?echo=true");
        var all = await ReadAsync(owners, "messages?echo=true&include_delayed=true");
        Assert.That(shown.GetProperty("messages").GetArrayLength(), Is.Zero);
        Assert.That(all.GetProperty("messages").GetArrayLength(), Is.EqualTo(1));
    }

    private static async Task DeliverAsync(TwoOwners owners, string more, int count)
    {
        var credentials = new OwnersCredentials();
        credentials.Give(owners.Alice.Stack, await owners.Alice.CredentialAsync(owners.Cloud, StackCredentialKinds.OpenStackTrust));
        await using var engine = new Engine(owners.Cloud.Operator(), credentials);
        await engine.OpenAndPublishAsync(owners.Alice.Stack, Engine.Declare(owners.Alice.Queue.Name, more), owners.Alice.Resources(count));
        await engine.WaitForArrivalAsync(owners.Alice.Stack);
    }

    private static async Task CreateQueueAsync(TwoOwners owners, object metadata)
    {
        var answer = await owners.Cloud.AskZaqarAsync(HttpMethod.Put, $"queues/{owners.Alice.Queue.Name}", owners.Alice.Token, metadata);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Created));
    }

    private static Task<JsonElement> ReadMetadataAsync(TwoOwners owners) => ReadAsync(owners, "");

    private static async Task<JsonElement> ReadAsync(TwoOwners owners, string path)
    {
        var answer = await owners.Cloud.AskZaqarAsync(HttpMethod.Get, $"queues/{owners.Alice.Queue.Name}/{path}".TrimEnd('/'), owners.Alice.Token);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        return answer.Body!.Value;
    }
}
