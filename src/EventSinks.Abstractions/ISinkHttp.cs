namespace EventSinks;

/// <summary>
/// HTTP for sinks, from the host: connections are pooled over all sinks with equal settings, and instrumented as the host wishes.
/// Thread-safe.
/// </summary>
public interface ISinkHttp
{
    /// <summary>Gets a client. Ask for it once per sink rather than once per request, and do not dispose it.</summary>
    /// <param name="settings">The transport; equal settings share connections.</param>
    /// <returns>
    /// A client without a time-out of its own: the attempt's token bounds every request. It follows no redirects, keeps no cookies and
    /// never compresses a request. Unless <see cref="SinkHttpSettings.AddressFromOperator"/> is set, it connects only to addresses that sinks
    /// may connect to: of the public Internet, and what the operator allows besides. A request to another one ends in an
    /// <see cref="HttpRequestException"/> around an <see cref="AddressRefusedException"/>.
    /// </returns>
    HttpClient GetClient(SinkHttpSettings settings);

    /// <summary>
    /// Says what can be said of a user's URL without any I/O, for <c>Check</c>: whether its host is no address, in whatever notation, that
    /// sinks may not connect to. What a name leads to is looked at when a client connects.
    /// </summary>
    /// <param name="url">An absolute URL.</param>
    /// <returns>False if a client would certainly refuse to connect. The default is true.</returns>
    bool MayConnect(Uri url) => true;
}
