using EventSinks.Policies;

namespace EventSinks.Http;

/// <summary>HTTP for the sinks of one type, which may send only where the operator's policy allows. Thread-safe.</summary>
/// <param name="http">HTTP for all sinks.</param>
/// <param name="hosts">Where they may send.</param>
internal sealed class PolicedSinkHttp(SinkHttp http, AllowedHosts hosts) : ISinkHttp
{
    /// <inheritdoc />
    public HttpClient GetClient(SinkHttpSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);

        // What the operator has configured is what the operator allows.
        return settings.AddressFromOperator ? http.GetClient(settings) : http.GetClient(settings, transport => new AllowedHostsHandler(hosts, transport));
    }

    /// <inheritdoc />
    public bool MayConnect(Uri url) => http.MayConnect(url);
}
