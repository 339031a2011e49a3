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
    /// never compresses a request.
    /// </returns>
    HttpClient GetClient(SinkHttpSettings settings);
}
