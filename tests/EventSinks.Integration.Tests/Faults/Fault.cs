namespace EventSinks.Integration.Faults;

/// <summary>What a <see cref="Forwarder"/> does with a request.</summary>
/// <param name="exchange">The request.</param>
/// <returns>Whether the connection is good for another request.</returns>
internal delegate Task<bool> Fault(Exchange exchange);
