namespace EventSinks.Sqlite;

/// <summary>What the writer remembers of a stack between transactions: valid as long as nobody else has committed. Owned by the writer.</summary>
internal sealed class StackHead(long id, long head, bool isClosed)
{
    public long Id { get; } = id;

    public long Head { get; set; } = head;

    public bool IsClosed { get; } = isClosed;

    /// <summary>Gets or sets whether the row of <c>es_stacks</c> has yet to be told of the head.</summary>
    public bool IsDirty { get; set; }
}
