using System.Runtime.InteropServices;
using System.Text.Json;
using EventSinks.Zaqar.Reader.Requests;

namespace EventSinks.Zaqar.Reader;

/// <summary>A message as it was read from a queue. Thread-safe.</summary>
public sealed class ReceivedMessage
{
    private readonly Func<CancellationToken, Task<bool>> _delete;
    private readonly Lazy<StackEvent?> _event;
    private volatile bool _isSettled;

    internal ReceivedMessage(QueueMessage message, long missingBefore, Func<CancellationToken, Task<bool>> delete)
    {
        Id = message.Id;
        Body = message.Body;
        Age = message.Age;
        Sequence = message.Facts?.Sequence;
        MissingBefore = missingBefore;
        _delete = delete;
        _event = new(ReadEvent);
    }

    /// <summary>Gets Zaqar's id of the message. An event that was posted twice has two of them, and one <see cref="StackEvent.Id"/>.</summary>
    public string Id { get; }

    /// <summary>
    /// Gets what was posted: any JSON. The numbers that JSON has no word for, but Python writes, are texts here: <c>NaN</c>, <c>Infinity</c>,
    /// <c>-Infinity</c>.
    /// </summary>
    public JsonElement Body { get; }

    /// <summary>Gets the event that the body is; null if it is none. Read when it is first asked for.</summary>
    public StackEvent? Event => _event.Value;

    /// <summary>Gets the event's sequence in its stack, from 1, as <c>format: heat-extended</c> writes it; null if the body has none.</summary>
    public long? Sequence { get; }

    /// <summary>Gets how long the message had been in the queue when it was read, in whole seconds by the server's clock.</summary>
    public TimeSpan Age { get; }

    /// <summary>
    /// Gets how many sequences are missing between the highest of the same stack that came before and this one; 0 if none is, or if that is
    /// not known: for the first event of a stack, for one that came late, and where there are no sequences. See <see cref="SequenceGap"/>.
    /// </summary>
    public long MissingBefore { get; }

    /// <summary>Gets whether nothing more is to be done to the message in the queue.</summary>
    internal bool IsSettled => _isSettled;

    /// <summary>
    /// Deletes the message from the queue now. A consumer needs this for the last message that it takes only: the others are deleted when it
    /// asks for the next. For messages that were followed, this takes them away from every other reader.
    /// </summary>
    /// <param name="cancellationToken">Ends the attempts; while the server cannot be reached they go on, unless the claim is over.</param>
    /// <returns>
    /// False if it is no longer this reader's to delete: it is gone, or the claim is over, because it ran out or the enumeration was left, and
    /// another has the message now or the server does not say.
    /// </returns>
    /// <exception cref="ZaqarQueueException">Trying again would not help.</exception>
    /// <exception cref="Exception">What <see cref="ZaqarQueueReaderOptions.OnTrouble"/> threw; the message may have been deleted.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled; the message may have been deleted.</exception>
    public async Task<bool> DeleteAsync(CancellationToken cancellationToken = default)
    {
        var isDeleted = await _delete(cancellationToken).ConfigureAwait(false);
        _isSettled = true;
        return isDeleted;
    }

    /// <summary>Gives the message's id.</summary>
    /// <returns>The id alone: a body may hold what not everybody should read.</returns>
    public override string ToString() => Id;

    private StackEvent? ReadEvent() =>
        StackEvent.TryParse(JsonMarshal.GetRawUtf8Value(Body).ToArray(), out var e, out _) ? e : null;
}
