namespace EventSinks.Dispatch;

/// <summary>A server that lanes of one sink type lead to: its slots and its circuit. Owned by the worker.</summary>
internal sealed class Endpoint(string name, SinkTypeGate sinkType, DispatchOptions options) : IGate
{
    public string Name { get; } = name;

    public SinkTypeGate SinkType { get; } = sinkType;

    public Slots Slots { get; } = new(options.MaxAttemptsPerEndpoint);

    public Circuit Circuit { get; } = new(options);

    /// <summary>Gets or sets how many lanes lead here; an endpoint without any is forgotten.</summary>
    public int Lanes { get; set; }

    public int Free => Circuit.State switch
    {
        CircuitState.Closed => Slots.Free,
        CircuitState.Probing => Slots.InUse == 0 ? 1 : 0,
        _ => 0,
    };

    public LinkedList<LaneQueue> Waiting { get; } = new();

    public bool IsListedAsOpened { get; set; }
}
