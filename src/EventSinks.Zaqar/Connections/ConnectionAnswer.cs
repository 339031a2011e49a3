namespace EventSinks.Zaqar.Connections;

/// <summary>A connection, or what to tell the host instead: one of the two.</summary>
internal readonly record struct ConnectionAnswer(ZaqarConnection? Connection, DeliveryResult Stop)
{
    public static implicit operator ConnectionAnswer(ZaqarConnection connection) => new(connection, default);

    public static implicit operator ConnectionAnswer(DeliveryResult stop) => new(null, stop);

    /// <summary>There is no connection until a declaration, a credential or a setting changes.</summary>
    public static ConnectionAnswer Suspend(string reason) => DeliveryResult.Suspend(reason);
}
