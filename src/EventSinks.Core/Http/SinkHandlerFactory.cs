using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace EventSinks.Http;

/// <summary>The one place that makes the handlers under sinks' clients, and so the one place for what every connection must obey.</summary>
internal static class SinkHandlerFactory
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public static SocketsHttpHandler Create(SinkTransport transport, GuardedConnector connector) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = transport.Settings.ConnectTimeout,
        MaxConnectionsPerServer = transport.Settings.MaxConnectionsPerServer,
        MaxResponseHeadersLength = transport.Settings.MaxResponseHeadersKilobytes,
        PooledConnectionLifetime = ConnectionLifetime,
        SslOptions = CreateSslOptions(transport),

        // Where the address is a user's, nothing is connected to that has not been looked at.
        ConnectCallback = transport.Settings.AddressFromOperator ? null : connector.ConnectAsync,
    };

    private static SslClientAuthenticationOptions CreateSslOptions(SinkTransport transport)
    {
        var options = new SslClientAuthenticationOptions { ClientCertificateContext = transport.Certificates.Client };
        if (!transport.Settings.VerifyServer)
        {
#pragma warning disable MA0039, CA5359 // The operator has said that this server is not verified.
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore MA0039, CA5359
        }
        else if (transport.Certificates.Authorities is { } authorities)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
            options.CertificateChainPolicy.ExtraStore.AddRange(authorities);
        }

        return options;
    }
}
