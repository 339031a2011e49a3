namespace EventSinks.Dispatch;

/// <summary>How events are delivered: limits, time-outs, retries. Immutable.</summary>
public sealed record DispatchOptions
{
    private const int MaxMemoryEventsPerStack = 1 << 20;

    /// <summary>Gets how long one attempt may take before it is cancelled and its slot freed.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the most attempts in flight to one endpoint; at least 1.</summary>
    /// <value>The default is 4.</value>
    public int MaxAttemptsPerEndpoint { get; init; } = 4;

    /// <summary>Gets the most attempts in flight for one project; at least 1.</summary>
    /// <value>The default is 64.</value>
    public int MaxAttemptsPerProject { get; init; } = 64;

    /// <summary>Gets the most attempts in flight for one sink type; at least 1.</summary>
    /// <value>The default is 256.</value>
    public int MaxAttemptsPerSinkType { get; init; } = 256;

    /// <summary>Gets the most attempts in flight in all; at least 1.</summary>
    /// <value>The default is 1,024.</value>
    public int MaxAttempts { get; init; } = 1_024;

    /// <summary>Gets how many events a project may send before another has its turn; at least 1.</summary>
    /// <value>The default is 100.</value>
    public int FairnessQuantum { get; init; } = 100;

    /// <summary>Gets the longest wait before the first retry; it doubles with each further one.</summary>
    /// <value>The default is 1 second.</value>
    public TimeSpan RetryBaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets what the doubling stops at.</summary>
    /// <value>The default is 5 minutes.</value>
    public TimeSpan RetryMaxDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets the longest wait that a destination may ask for.</summary>
    /// <value>The default is 1 hour.</value>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Gets how long an event is tried, from when it was recorded or its lane resumed, whichever is later; then it becomes a dead letter.
    /// </summary>
    /// <value>The default is 24 hours.</value>
    public TimeSpan RetryWindow { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Gets for how long a lane that is suspended, misconfigured or paused keeps what is pending, from when it came to be so or its oldest
    /// pending event was recorded, whichever is later; then all that it has left becomes one counted dead letter. It goes on waiting, with what
    /// comes later.
    /// </summary>
    /// <value>The default is 7 days.</value>
    public TimeSpan SuspensionWindow { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Gets after how many unavailable answers in a row an endpoint's circuit opens; at least 1.</summary>
    /// <value>The default is 5.</value>
    public int CircuitThreshold { get; init; } = 5;

    /// <summary>Gets how long a circuit stays open at first; it doubles with each failed probe.</summary>
    /// <value>The default is 1 second.</value>
    public TimeSpan CircuitBaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets what the doubling stops at.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan CircuitMaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how long a lane may be idle before its sink is disposed.</summary>
    /// <value>The default is 5 minutes.</value>
    public TimeSpan SinkIdleTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets how long a sink may take before it first awaits something; beyond it, its type is started on threads of its own.</summary>
    /// <value>The default is 100 milliseconds.</value>
    public TimeSpan BlockingThreshold { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets how many threads a sink type that blocks is given; at least 1.</summary>
    /// <value>The default is 4.</value>
    public int BlockingThreads { get; init; } = 4;

    /// <summary>Gets the most events of one stack that are kept in memory beside the store; 1 to 1,048,576.</summary>
    /// <value>The default is 1,024.</value>
    public int MemoryEventsPerStack { get; init; } = 1_024;

    /// <summary>Gets about the most bytes of all events that are kept in memory beside the store; 0 or more.</summary>
    /// <value>The default is 64 MiB.</value>
    public long MemoryBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Gets the most reads from the store at a time; at least 1.</summary>
    /// <value>The default is 8.</value>
    public int MaxReads { get; init; } = 8;

    /// <summary>Gets how long stopping waits for calls that have been cancelled.</summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets how many events may be sent for each project; null for as many as go. Set by the operator's policy.</summary>
    internal ProjectRate? ProjectRate { get; init; }

    internal IEnumerable<string> Validate()
    {
        foreach (var (name, value) in new (string Name, int Value)[]
        {
            (nameof(MaxAttemptsPerEndpoint), MaxAttemptsPerEndpoint),
            (nameof(MaxAttemptsPerProject), MaxAttemptsPerProject),
            (nameof(MaxAttemptsPerSinkType), MaxAttemptsPerSinkType),
            (nameof(MaxAttempts), MaxAttempts),
            (nameof(FairnessQuantum), FairnessQuantum),
            (nameof(CircuitThreshold), CircuitThreshold),
            (nameof(BlockingThreads), BlockingThreads),
            (nameof(MemoryEventsPerStack), MemoryEventsPerStack),
            (nameof(MaxReads), MaxReads),
        })
        {
            if (value < 1)
            {
                yield return $"{name} is at least 1, but is {value}.";
            }
        }

        foreach (var (name, value) in new (string Name, TimeSpan Value)[]
        {
            (nameof(AttemptTimeout), AttemptTimeout),
            (nameof(RetryBaseDelay), RetryBaseDelay),
            (nameof(RetryMaxDelay), RetryMaxDelay),
            (nameof(MaxRetryAfter), MaxRetryAfter),
            (nameof(RetryWindow), RetryWindow),
            (nameof(SuspensionWindow), SuspensionWindow),
            (nameof(CircuitBaseDelay), CircuitBaseDelay),
            (nameof(CircuitMaxDelay), CircuitMaxDelay),
            (nameof(SinkIdleTime), SinkIdleTime),
            (nameof(BlockingThreshold), BlockingThreshold),
            (nameof(StopTimeout), StopTimeout),
        })
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(365))
            {
                yield return $"{name} is longer than zero and at most a year, but is {value}.";
            }
        }

        if (MemoryEventsPerStack > MaxMemoryEventsPerStack)
        {
            yield return $"{nameof(MemoryEventsPerStack)} is at most {MaxMemoryEventsPerStack}, but is {MemoryEventsPerStack}.";
        }

        if (MemoryBytes < 0)
        {
            yield return $"{nameof(MemoryBytes)} is 0 or more, but is {MemoryBytes}.";
        }
    }
}
