using EventSinks.Dispatch;
using EventSinks.Integration.Support;
using EventSinks.Integration.Zaqar;

namespace EventSinks.Integration.Faults;

/// <summary>A stack of an <see cref="EngineUnderTest"/>, and what came into its queue.</summary>
internal sealed class StackUnderTest(StackEvents events, StackIdentity stack, ZaqarQueue queue) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Publishes events of resources r1, r2 and so on.</summary>
    public async Task PublishAsync(int first, int count)
    {
        foreach (var number in Enumerable.Range(first, count))
        {
            await events.PublishAsync(StackEvent.ForResource(stack, $"r{number}", "OS::Test", "CREATE", "COMPLETE"));
        }
    }

    /// <summary>Says that there are new credentials.</summary>
    public void AnnounceCredentials() => events.AnnounceCredentials(stack.Id);

    /// <summary>Reads the sink's status.</summary>
    public async Task<SinkDeliveryStatus> ReadStatusAsync() => (await events.GetStatusAsync(stack.Id))!.Sinks.Single();

    /// <summary>Reads the sink's status until it is as wanted.</summary>
    public Task<SinkDeliveryStatus> WaitForStatusAsync(Predicate<SinkDeliveryStatus> isWanted) =>
        Eventually.ReadAsync(_ => ReadStatusAsync(), isWanted, Patience);

    /// <summary>Reads the sink's status until nothing is left to deliver.</summary>
    public Task<SinkDeliveryStatus> WaitUntilDeliveredAsync() => WaitForStatusAsync(static sink => sink.Pending == 0);

    /// <summary>Reads the names of the resources in the queue, oldest first, repeats and all.</summary>
    public async Task<IReadOnlyList<string>> ReadNamesAsync() => [.. (await queue.ReadBodiesAsync()).Select(Events.NameOf)];

    /// <summary>Reads the names as a consumer does that tells repeats by the event's id.</summary>
    public async Task<IReadOnlyList<string>> ReadNamesOnceAsync() =>
        [.. (await queue.ReadBodiesAsync()).DistinctBy(static body => body.GetProperty("id").GetString()).Select(Events.NameOf)];

    public void Dispose() => queue.Dispose();
}
