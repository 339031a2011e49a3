using EventSinks.Storage;

namespace EventSinks.Sqlite;

/// <summary>A row of <c>es_stacks</c>.</summary>
internal sealed record StackRow(long Id, StackIdentity Stack, string Declarations, long Head, bool IsClosed, bool IsForgotten)
{
    public StoredStack With(IReadOnlyList<StoredLane> lanes) => new(Stack, Declarations, Head, IsClosed, lanes);
}
