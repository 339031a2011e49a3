using EventSinks.Environments;
using EventSinks.Storage;
using EventSinks.Testing.Events;

namespace EventSinks.Testing.Hosting;

[Parallelizable(ParallelScope.All)]
public sealed class EngineTestHostTests
{
    private static readonly StackEnvironment Environment = EnvironmentReader.Read(
        """
        event_sinks:
        - {type: zaqar-queue, target: q1, ttl: 300, queue_metadata: {a: [1, 2]}}
        - {type: webhook, url: "https://example.org/hook"}
        """);

    [Test]
    public async Task Publish_ArrivesAtAStandInForEachDeclaredType()
    {
        await using var host = new EngineTestHost(Environment);
        var stack = new TestStack();
        var publisher = await host.Events.OpenAsync(stack.Identity, Environment);

        await publisher.PublishAsync(stack.Event("server"));
        var arrived = await host.Recorder.WaitForAsync(stack.Identity.Id, 2);

        Assert.That(publisher.Binding.Diagnostics, Is.Empty);
        Assert.That(arrived.Select(static each => each.Destination), Is.EquivalentTo(new[] { "q1", """{"url":"https://example.org/hook"}""" }));
        Assert.That((await host.WaitUntilIdleAsync(stack.Identity.Id)).Sinks.Sum(static sink => sink.Pending), Is.Zero);
    }

    [Test]
    public async Task ReadPublished_ListsWhatWasPublished_ThoughNoSinkIsDeclared()
    {
        await using var host = new EngineTestHost();
        var stack = new TestStack();
        var publisher = await host.Events.OpenAsync(stack.Identity, StackEnvironment.Empty);

        foreach (var e in stack.Creation("server"))
        {
            await publisher.PublishAsync(e);
        }

        var published = await host.ReadPublishedAsync(stack.Identity.Id);
        Assert.That(published.Select(static e => $"{e.ResourceName} {e.ResourceStatus}"), Is.EqualTo(new[]
        {
            "teststack IN_PROGRESS", "server IN_PROGRESS", "server COMPLETE", "teststack COMPLETE",
        }));
    }

    [Test]
    public async Task Store_ThatFails_FailsThePublisher_AndRecovers()
    {
        await using var host = new EngineTestHost("zaqar-queue");
        var stack = new TestStack();
        var publisher = await host.Events.OpenAsync(stack.Identity, EnvironmentReader.Read("event_sinks: [{type: zaqar-queue, target: q1}]"));

        host.Store.Failure = new EventStoreException("the disk is full");
        Assert.That(async () => await publisher.PublishAsync(stack.Event()), Throws.TypeOf<EventStoreException>().With.Message.EqualTo("the disk is full"));
        host.Store.Failure = null;
        await publisher.PublishAsync(stack.Event("second"));

        Assert.That((await host.Recorder.WaitForAsync(1)).Single().Event.ResourceName, Is.EqualTo("second"));
    }

    [Test]
    public async Task Dispose_WhileTheStoreFails_Ends()
    {
        var host = new EngineTestHost("zaqar-queue");
        var stack = new TestStack();
        var publisher = await host.Events.OpenAsync(stack.Identity, EnvironmentReader.Read("event_sinks: [{type: zaqar-queue, target: q1}]"));
        await publisher.PublishAsync(stack.Event());
        host.Store.Failure = new EventStoreException("the disk is full");

        await host.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    [Test]
    public async Task Recording_TakesNoOtherOptionsThanItsOwn()
    {
        await using var host = new EngineTestHost("zaqar-queue");

        var publisher = await host.Events.OpenAsync(new TestStack().Identity, EnvironmentReader.Read("event_sinks: [{type: recording, ttl: 3}]"));

        Assert.That(publisher.Binding.HasErrors);
    }
}
