namespace EventSinks.Storage;

/// <summary>A store under test, and short ways to use it.</summary>
internal sealed class StoreFixture(IEventStore store) : IAsyncDisposable
{
    private static readonly DateTimeOffset Instant = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private long _epoch;

    public IEventStore Store => store;

    public static StackIdentity Stack(string id = "s", string? root = null) => new(id, $"name of {id}", "project", root, root);

    public static StackEvent Event(
        string stack = "s", string resource = "server", string? type = "OS::Nova::Server", string action = "CREATE", string status = "COMPLETE", int minute = 0) => new()
        {
            StackId = stack,
            Timestamp = Instant.AddMinutes(minute),
            ResourceName = resource,
            ResourceType = type,
            ResourceAction = action,
            ResourceStatus = status,
        };

    public async Task<StackOpening> OpenAsync(StackIdentity stack, params LaneKey[] lanes)
    {
        RegisteredLane[] registered = [.. lanes.Select(static lane => new RegisteredLane(lane, $"{{\"type\": \"{lane.SinkType}\"}}"))];
        var opening = await store.OpenStackAsync(new StackRegistration(stack, "[]", registered), CancellationToken.None);
        _epoch = opening.Epoch;
        return opening;
    }

    public static async Task<RecordedEvent[]> AppendAsync(IStackLog log, int events, string stack = "s")
    {
        List<RecordedEvent> recorded = [];
        for (var i = 0; i < events; i++)
        {
            recorded.Add(await log.AppendAsync(Event(stack, $"r{i}"), CancellationToken.None));
        }

        return [.. recorded];
    }

    public ValueTask SettleAsync(LaneKey lane, long cursor, LaneCounters settled, params DeadLetter[] letters) =>
        SettleAsync(new LaneSettlement("s", lane, cursor, settled, letters));

    public ValueTask SettleAsync(LaneSettlement settlement) => store.SettleAsync([settlement with { Epoch = _epoch }], CancellationToken.None);

    public async Task<StoredLane> LaneAsync(LaneKey lane) => (await store.FindStackAsync("s"))!.Lanes.Single(each => each.Key == lane);

    public async Task<string[]> NamesAsync(EventQuery query) =>
        await store.QueryAsync(query).Select(static e => e.Event.ResourceName).ToArrayAsync();

    public static async Task<long[]> SequencesAsync(IStackLog log, long after = 0, int maxEvents = 100, long maxBytes = long.MaxValue) =>
        [.. (await log.ReadAsync(after, maxEvents, maxBytes, CancellationToken.None)).Select(static e => e.Sequence)];

    public static DeadLetter Letter(LaneKey lane, long sequence, string resource = "dead") => new(
        "s", lane, sequence, Guid.NewGuid(), Event(resource: resource).ToUtf8Json(), "no", 3, Instant, Instant.AddHours(sequence));

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
