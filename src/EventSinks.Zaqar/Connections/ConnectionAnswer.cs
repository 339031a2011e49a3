namespace EventSinks.Zaqar.Connections;

/// <summary>A connection, or why there is none and what to set: one of the two.</summary>
internal readonly record struct ConnectionAnswer(ZaqarConnection? Connection, string? Problem)
{
    public static implicit operator ConnectionAnswer(ZaqarConnection connection) => new(connection, null);

    public static implicit operator ConnectionAnswer(string problem) => new(null, problem);
}
