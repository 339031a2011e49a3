using System.Text.RegularExpressions;
using EventSinks.OpenStack;
using EventSinks.Zaqar.Reader.Claims;
using EventSinks.Zaqar.Reader.Following;
using EventSinks.Zaqar.Reader.Requests;

namespace EventSinks.Zaqar.Reader;

/// <summary>
/// Reads one queue of OpenStack Zaqar (API v2): follows it, and leaves the messages where they are, or consumes it, and shares it with other
/// consumers. Goes on by itself over restarts of Zaqar and Keystone.
/// </summary>
/// <remarks>
/// Thread-safe: any number of enumerations may run at the same time, each with a memory and a place of its own. One enumeration belongs to one
/// caller at a time, as always.
/// </remarks>
public sealed partial class ZaqarQueueReader
{
    private readonly QueueRequests _requests;
    private readonly ZaqarQueueReaderOptions _options;
    private readonly TimeProvider _clock;
    private long _duplicates;

    /// <summary>Makes a reader; nothing is asked yet.</summary>
    /// <param name="queue">
    /// The queue: 1 to 64 of <c>A-Z a-z 0-9 _ . -</c>. It need not be there: it is read as empty until something is posted.
    /// </param>
    /// <param name="session">Who reads, and where Zaqar is.</param>
    /// <param name="http">
    /// Reaches Zaqar, with the TLS that the session's settings ask for. It should follow no redirects. It is not disposed, and its time-out does
    /// not matter if it is longer: each request ends after 30 seconds.
    /// </param>
    /// <param name="options">How to read; the defaults if it is null.</param>
    /// <param name="clock">The clock that pauses and time limits go by; the system's if it is null.</param>
    /// <exception cref="ArgumentException">The name is none for a queue, or the options are wrong: the message has a line for each mistake.</exception>
    public ZaqarQueueReader(
        string queue, OpenStackSession session, HttpClient http, ZaqarQueueReaderOptions? options = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(http);
        if (!IsQueueName(queue))
        {
            throw new ArgumentException(
                "A queue's name is 1 to 64 of the characters A-Z, a-z, 0-9, '_', '.' and '-', and neither '.' nor '..'.", nameof(queue));
        }

        _options = options ?? new();
        if (_options.Problems().ToArray() is { Length: > 0 } problems)
        {
            throw new ArgumentException(string.Join('\n', problems), nameof(options));
        }

        Queue = queue;
        _clock = clock ?? TimeProvider.System;
        _requests = new(queue, session, http, _clock);
    }

    /// <summary>Gets the queue's name.</summary>
    public string Queue { get; }

    /// <summary>Gets how many messages all enumerations have left out so far because their event had come before, by its id.</summary>
    public long Duplicates => Interlocked.Read(ref _duplicates);

    /// <summary>Says whether a text can be a queue's name that this reader can ask for.</summary>
    /// <param name="name">The text.</param>
    /// <returns>Whether it is 1 to 64 of <c>A-Z a-z 0-9 _ . -</c>, and neither <c>.</c> nor <c>..</c>, which no URL can carry.</returns>
    public static bool IsQueueName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name is not ("." or "..") && QueueName().IsMatch(name);
    }

    /// <summary>
    /// Follows the queue: every message once, in the queue's order, for ever. The messages stay, so any number of followers see all of them.
    /// </summary>
    /// <param name="fromStart">
    /// Whether to begin with what is in the queue already. If not, begin to follow before the stack is created: what is posted until
    /// <see cref="ZaqarQueueReaderOptions.OnCaughtUp"/> is called may be taken for old.
    /// </param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>
    /// The messages. While Zaqar or Keystone cannot serve, the enumeration waits and tries again after 1 second, then twice as long each time, up
    /// to 30 seconds.
    /// </returns>
    /// <remarks>
    /// What expires or is deleted before it is read is missed. Messages that a consumer holds are seen too, except those that are held at the
    /// very start; and messages that are still delayed (<c>_default_message_delay</c> of the queue) as soon as they are posted, ahead of their
    /// consumers. Memory is bounded by <see cref="ZaqarQueueReaderOptions.RememberedIds"/> and one page of messages, at most 64 MiB.
    /// </remarks>
    /// <exception cref="ZaqarQueueException">Trying again would not help.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public IAsyncEnumerable<ReceivedMessage> FollowAsync(bool fromStart = false, CancellationToken cancellationToken = default) =>
        new QueueFollower(_requests, _options, _clock, CountDuplicate).RunAsync(fromStart, cancellationToken);

    /// <summary>
    /// Consumes the queue: claims messages, gives them, and deletes each after its consumer has asked for the next one. Several consumers share
    /// a queue: each message goes to one of them.
    /// </summary>
    /// <param name="cancellationToken">Ends it. The message that was given last may not be deleted then, and comes again.</param>
    /// <returns>The messages, oldest first; for ever. Waiting is as for <see cref="FollowAsync"/>.</returns>
    /// <remarks>
    /// At least once: what was given and not deleted comes again, to this consumer or to another one, at once when the enumeration is disposed,
    /// and when the claim has run out after a crash. Claims are renewed for as long as their messages are worked on. Order holds while there is
    /// one consumer and nothing comes again. A consumer that stops after some message calls <see cref="ReceivedMessage.DeleteAsync"/> on it,
    /// before it leaves the enumeration: afterwards another may have it.
    /// A claim gives its messages at least <see cref="ZaqarQueueReaderOptions.ClaimTtl"/> and <see cref="ZaqarQueueReaderOptions.ClaimGrace"/>
    /// to live from then on.
    /// </remarks>
    /// <exception cref="ZaqarQueueException">Trying again would not help.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public IAsyncEnumerable<ReceivedMessage> ConsumeAsync(CancellationToken cancellationToken = default) =>
        new QueueConsumer(_requests, _options, _clock, CountDuplicate).RunAsync(cancellationToken);

    // \z, not $: that would let a line break through at the end.
    [GeneratedRegex(@"^[A-Za-z0-9_.-]{1,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QueueName();

    private void CountDuplicate() => Interlocked.Increment(ref _duplicates);
}
