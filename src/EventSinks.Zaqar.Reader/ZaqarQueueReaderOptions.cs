namespace EventSinks.Zaqar.Reader;

/// <summary>
/// How a queue is read. Immutable. The callbacks are called from inside the enumeration or <see cref="ReceivedMessage.DeleteAsync"/>, one at a
/// time for each enumeration, for whatever the others are about waits meanwhile: they should be short, and wait for none of the two.
/// </summary>
/// <remarks>
/// What a callback throws comes out of the enumeration. What <see cref="OnTrouble"/> throws comes out of whatever ran into the trouble, a deletion
/// too. What <see cref="OnRecovered"/> throws never hides that a message is deleted: it comes out of the enumeration when it is asked for the
/// next message, or, where the enumeration has ended, nowhere.
/// </remarks>
public sealed record ZaqarQueueReaderOptions
{
    /// <summary>The shortest and the default pause between two looks at a server that fails; it doubles up to <see cref="LongestPause"/>.</summary>
    internal static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between two looks at a server that fails.</summary>
    internal static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ShortestClaim = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestClaim = TimeSpan.FromHours(12);

    /// <summary>Gets how long to wait before the next look when there was nothing new.</summary>
    /// <value>The default is 1 second; more than zero and at most one day.</value>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets how many ids are remembered, of messages and of events each, to tell repeats: at least as many as the queue holds at a time.
    /// A hundred thousand take about 20 MB once they are there.
    /// </summary>
    /// <value>
    /// The default is 100,000; 0 to 10,000,000. With 0 events that are repeated are given again; the ids of the last 10,000 messages are
    /// remembered all the same, for Zaqar's paging repeats messages by itself.
    /// </value>
    public int RememberedIds { get; init; } = 100_000;

    /// <summary>Gets how many messages are claimed at a time.</summary>
    /// <value>The default is 10; 1 to 20, which is Zaqar's most.</value>
    public int ClaimSize { get; init; } = 10;

    /// <summary>
    /// Gets how long a claim lasts unless it is renewed, which happens at half of it: how soon others get what a crashed consumer had.
    /// </summary>
    /// <value>The default is 5 minutes; whole seconds, 60 seconds (a constant of Zaqar) to 12 hours.</value>
    public TimeSpan ClaimTtl { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets how long claimed messages live beyond their claim, where their own time to live would end before: the time others have for them.
    /// </summary>
    /// <value>The default is 5 minutes; whole seconds, 60 seconds (a constant of Zaqar) to 12 hours.</value>
    public TimeSpan ClaimGrace { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets what is told when the queue cannot be read or a message not be deleted for now; once for each reason in a row.</summary>
    /// <value>The default is null. The argument is one line for people, without secrets. Reading goes on by itself.</value>
    public Action<string>? OnTrouble { get; init; }

    /// <summary>Gets what is told when an answer comes again after trouble.</summary>
    /// <value>The default is null.</value>
    public Action? OnRecovered { get; init; }

    /// <summary>
    /// Gets what is told when everything that was in the queue at the start has been read, once for each enumeration: from here on a follower
    /// misses nothing, so this is the moment to create the stack whose events are awaited.
    /// </summary>
    /// <value>The default is null.</value>
    public Action? OnCaughtUp { get; init; }

    /// <summary>Gets what is told of sequences that are missing, just before the message behind the gap is given.</summary>
    /// <value>The default is null. Only events in <c>format: heat-extended</c> have sequences.</value>
    public Action<SequenceGap>? OnGap { get; init; }

    /// <summary>Gives everything that is wrong, one line each.</summary>
    internal IEnumerable<string> Problems()
    {
        if (Interval <= TimeSpan.Zero || Interval > TimeSpan.FromDays(1))
        {
            yield return $"{nameof(Interval)} is more than zero and at most a day, but is {Interval}.";
        }

        if (RememberedIds is < 0 or > 10_000_000)
        {
            yield return $"{nameof(RememberedIds)} is 0 to 10000000, but is {RememberedIds}.";
        }

        if (ClaimSize is < 1 or > 20)
        {
            yield return $"{nameof(ClaimSize)} is 1 to 20 messages, but is {ClaimSize}.";
        }

        if (!IsClaimTime(ClaimTtl))
        {
            yield return $"{nameof(ClaimTtl)} is whole seconds, 60 seconds to 12 hours, but is {ClaimTtl}.";
        }

        if (!IsClaimTime(ClaimGrace))
        {
            yield return $"{nameof(ClaimGrace)} is whole seconds, 60 seconds to 12 hours, but is {ClaimGrace}.";
        }
    }

    private static bool IsClaimTime(TimeSpan time) =>
        time >= ShortestClaim && time <= LongestClaim && time.Ticks % TimeSpan.TicksPerSecond == 0;
}
