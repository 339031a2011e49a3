using System.Globalization;
using EventSinks.Storage;
using EventSinks.Tool.Stores;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Explain;

/// <summary>Finds an event by its id, or by its stack and sequence; what has been purged, by what is left of it.</summary>
internal sealed class EventFinder(IEventStoreReader reader, CancellationToken cancellationToken)
{
    /// <summary>Finds it.</summary>
    /// <param name="word">An id, or <c>STACK:SEQUENCE</c>.</param>
    /// <exception cref="ToolException">There is none.</exception>
    public async Task<FoundEvent> FindAsync(string word)
    {
        if (Guid.TryParse(word, out var id))
        {
            return await FindByIdAsync(id).ConfigureAwait(false) ?? await FindLetterAsync(id).ConfigureAwait(false)
                ?? throw Wrong($"the store has no event {id}; if it has been purged, STACK:SEQUENCE may still tell what became of it");
        }

        var colon = word.LastIndexOf(':');
        return colon > 0 && long.TryParse(word.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? await FindBySequenceAsync(word[..colon], sequence).ConfigureAwait(false)
            : throw new ToolException(ExitCode.Usage, Harmless.Line($"EVENT is an event's id or STACK:SEQUENCE, such as teststack:17, but is '{word}'"));
    }

    private static ToolException Wrong(string message) => new(ExitCode.WrongInput, Harmless.Line(message));

    private async Task<FoundEvent?> FindByIdAsync(Guid id)
    {
        await foreach (var recorded in reader.QueryAsync(new EventQuery { EventId = id, Limit = 1 }, cancellationToken).ConfigureAwait(false))
        {
            var stack = await StackFinder.FindAsync(reader, recorded.Event.StackId, cancellationToken).ConfigureAwait(false);
            return new FoundEvent(stack, recorded.Sequence, recorded.Event, recorded.RecordedAt);
        }

        return null;
    }

    private async Task<FoundEvent?> FindLetterAsync(Guid id)
    {
        await foreach (var stack in reader.ReadStacksAsync(cancellationToken).ConfigureAwait(false))
        {
            await foreach (var letter in reader.ReadDeadLettersAsync(stack.Stack.Id, cancellationToken).ConfigureAwait(false))
            {
                if (letter.EventId == id)
                {
                    return new FoundEvent(stack, letter.Sequence, letter.ToEvent()?.Event, null);
                }
            }
        }

        return null;
    }

    private async Task<FoundEvent> FindBySequenceAsync(string stackWord, long sequence)
    {
        var stack = await StackFinder.FindAsync(reader, stackWord, cancellationToken).ConfigureAwait(false);
        if (sequence < 1 || sequence > stack.Head)
        {
            throw Wrong(stack.Head == 0
                ? $"stack {stack.Stack.Name} has no events yet"
                : $"stack {stack.Stack.Name} has no event {sequence}; its events are 1 to {stack.Head}");
        }

        var query = new EventQuery { StackId = stack.Stack.Id, FromSequence = sequence, Limit = 1 };
        await foreach (var recorded in reader.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (recorded.Sequence == sequence)
            {
                return new FoundEvent(stack, sequence, recorded.Event, recorded.RecordedAt);
            }
        }

        StackEvent? kept = null;
        await foreach (var letter in reader.ReadDeadLettersAsync(stack.Stack.Id, cancellationToken).ConfigureAwait(false))
        {
            kept ??= letter.Sequence == sequence ? letter.ToEvent()?.Event : null;
        }

        return new FoundEvent(stack, sequence, kept, null);
    }
}
