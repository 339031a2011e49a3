using EventSinks.Integration.Support;

namespace EventSinks.Integration.OpenStack;

/// <summary>Two owners whose stacks and queues have the same names, in two projects; and the operator, who has such a queue as well.</summary>
internal sealed class TwoOwners : IDisposable
{
    private TwoOwners(Cloud cloud, StackOwner alice, StackOwner bob, ZaqarQueue operators)
    {
        Cloud = cloud;
        Alice = alice;
        Bob = bob;
        OperatorsQueue = operators;
    }

    public Cloud Cloud { get; }

    public StackOwner Alice { get; }

    public StackOwner Bob { get; }

    /// <summary>Gets the queue of the same name in the operator's own project.</summary>
    public ZaqarQueue OperatorsQueue { get; }

    public string Environment => Engine.Declare(OperatorsQueue.Name);

    public static async Task<TwoOwners> MakeAsync()
    {
        var cloud = await Cloud.ReadAsync();
        var queue = Cloud.NewQueueName();
        return new(
            cloud,
            await MakeAsync(cloud, "alice", "alpha", queue),
            await MakeAsync(cloud, "bob", "beta", queue),
            cloud.Queue(queue, "service", await cloud.SignInToAsync("engine", "service")));
    }

    public void Dispose()
    {
        Alice.Queue.Dispose();
        Bob.Queue.Dispose();
        OperatorsQueue.Dispose();
    }

    /// <summary>Asserts what the three queues hold, by the names of resources.</summary>
    public async Task AssertQueuesAsync(IEnumerable<string> alices, IEnumerable<string> bobs)
    {
        Assert.That(await NamesAsync(Alice.Queue), Is.EqualTo(alices), "alice's queue");
        Assert.That(await NamesAsync(Bob.Queue), Is.EqualTo(bobs), "bob's queue");
        Assert.That(await NamesAsync(OperatorsQueue), Is.Empty, "the operator's queue");
    }

    public static async Task<IReadOnlyList<string>> NamesAsync(ZaqarQueue queue) =>
        [.. (await queue.ReadBodiesAsync()).Select(body => body.GetProperty("payload").GetProperty("resource_name").GetString()!)];

    private static async Task<StackOwner> MakeAsync(Cloud cloud, string user, string project, string queue)
    {
        var token = await cloud.SignInToAsync(user, project);
        return new(user, project, Cloud.NewStack(cloud.Accounts.ProjectIds[project]), token, cloud.Queue(queue, project, token));
    }
}
