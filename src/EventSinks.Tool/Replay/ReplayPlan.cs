using EventSinks.Storage;
using EventSinks.Tool.Stores;

namespace EventSinks.Tool.Replay;

/// <summary>Finds what a replay would deliver, without starting it.</summary>
internal static class ReplayPlan
{
    public static async Task<ReplayedLane> FindAsync(
        IEventStoreReader reader, StoredStack stack, NamedLane lane, ReplayRequest request, CancellationToken cancellationToken)
    {
        var (count, first, last) = request.Source is LaneSource.DeadLetters
            ? await FindLettersAsync(reader, request, cancellationToken).ConfigureAwait(false)
            : await FindEventsAsync(reader, stack, request, cancellationToken).ConfigureAwait(false);
        return new ReplayedLane(lane.Key, lane.Name, request.Source, count, first, last);
    }

    private static async Task<(long Count, long? First, long? Last)> FindEventsAsync(
        IEventStoreReader reader, StoredStack stack, ReplayRequest request, CancellationToken cancellationToken)
    {
        var query = new EventQuery { StackId = request.StackId, FromSequence = request.FromSequence, RecordedFrom = request.From, Limit = 1 };
        await foreach (var recorded in reader.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            var last = Math.Max(stack.Head, recorded.Sequence);
            return (last - recorded.Sequence + 1, recorded.Sequence, last);
        }

        return (0, null, null);
    }

    private static async Task<(long Count, long? First, long? Last)> FindLettersAsync(
        IEventStoreReader reader, ReplayRequest request, CancellationToken cancellationToken)
    {
        List<long> sequences = [];
        await foreach (var letter in reader.ReadDeadLettersAsync(request.StackId, cancellationToken).ConfigureAwait(false))
        {
            // A letter without a body cannot be delivered.
            if (letter.Lane == request.Lane && letter.Body.Length > 0)
            {
                sequences.Add(letter.Sequence);
            }
        }

        return sequences.Count == 0 ? (0, null, null) : (sequences.Count, sequences.Min(), sequences.Max());
    }
}
