namespace EventSinks.Dispatch;

/// <summary>
/// What one project may send: a bucket of tokens, one for each event, that fills evenly up to the burst. It is kept as the time when it is full
/// again, so that nothing needs to be counted while nothing happens, and no rounding adds up. Times are UTC ticks. Owned by the worker.
/// </summary>
/// <param name="projectId">Whose it is.</param>
/// <param name="ticksPerEvent">How long one token takes to come.</param>
/// <param name="burst">How many tokens it holds.</param>
internal sealed class ProjectBudget(string projectId, long ticksPerEvent, int burst)
{
    public string ProjectId { get; } = projectId;

    /// <summary>Gets or sets how many queues of lanes go by it.</summary>
    public int Users { get; set; }

    /// <summary>Gets when it is full, unless something is sent until then.</summary>
    public long FullAt { get; private set; }

    /// <summary>Gets or sets when those that wait for it go on; null if nobody waits.</summary>
    public long? WaitsUntil { get; set; }

    /// <summary>Says when there are some tokens, unless any are taken until then.</summary>
    /// <param name="tokens">How many, up to the burst.</param>
    /// <returns>The time.</returns>
    public long WhenAllowed(int tokens) => FullAt - ((burst - tokens) * ticksPerEvent);

    /// <summary>Says how many events may be sent now.</summary>
    /// <param name="now">The time.</param>
    /// <returns>How many; none while those that wait have not been let go on.</returns>
    public int Allowed(long now) =>
        WaitsUntil is not null ? 0
        : FullAt <= now ? burst
        : (int)Math.Max(0, burst - ((FullAt - now + ticksPerEvent - 1) / ticksPerEvent));

    /// <summary>Events are sent.</summary>
    public void Take(int events, long now) => FullAt = Math.Max(FullAt, now) + (events * ticksPerEvent);
}
