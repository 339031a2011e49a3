using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using EventSinks.OpenStack.Certificates;

namespace EventSinks.OpenStack;

/// <summary>Makes what an <see cref="HttpClient"/> for a cloud stands on, with the TLS that the cloud's settings ask for. Thread-safe.</summary>
public static class CloudHttp
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Makes a handler for Keystone and the cloud's services. It follows no redirects, keeps no cookies, and uses no proxy, also if the
    /// process's variables name one. Connections live for up to 5 minutes, so that a new address of a server is found.
    /// </summary>
    /// <param name="settings">
    /// What counts of them is <see cref="CloudSettings.VerifyServer"/>, <see cref="CloudSettings.CaCertificateFile"/> (its authorities then
    /// count instead of the machine's), <see cref="CloudSettings.ClientCertificateFile"/> and <see cref="CloudSettings.ClientKeyFile"/>. The
    /// files are read now and once.
    /// </param>
    /// <returns>The handler, which is the caller's to dispose; an <see cref="HttpClient"/> does that by default.</returns>
    /// <exception cref="IOException">A file cannot be read or does not hold what it should; the message names it.</exception>
    public static SocketsHttpHandler NewHandler(CloudSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            PooledConnectionLifetime = ConnectionLifetime,
            SslOptions = SslOptions(settings),
        };
    }

    private static SslClientAuthenticationOptions SslOptions(CloudSettings settings)
    {
        var options = new SslClientAuthenticationOptions();
        if (settings.ClientCertificateFile is { Length: > 0 } client)
        {
            options.ClientCertificateContext = PemFiles.ReadClient(client, settings.ClientKeyFile);
        }

        if (!settings.VerifyServer)
        {
#pragma warning disable MA0039, CA5359 // The settings say that servers are not verified.
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore MA0039, CA5359
        }
        else if (settings.CaCertificateFile is { Length: > 0 } authorities)
        {
            options.CertificateChainPolicy = Trust(PemFiles.ReadAuthorities(authorities));
        }

        return options;
    }

    private static X509ChainPolicy Trust(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);

        // An authority that is no root of its own is found on the way to one.
        policy.ExtraStore.AddRange(authorities);
        return policy;
    }
}
