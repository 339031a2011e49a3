using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EventSinks.Http;

/// <summary>The certificates that the files of some settings hold, in memory. Immutable.</summary>
internal sealed record SinkCertificates(X509Certificate2Collection? Authorities, SslStreamCertificateContext? Client)
{
    /// <summary>Reads what the settings name.</summary>
    /// <exception cref="IOException">A file cannot be read or does not hold what it should.</exception>
    public static SinkCertificates Read(SinkHttpSettings settings) => new(
        settings.VerifyServer && settings.CaCertificateFile is { Length: > 0 } authorities ? ReadAuthorities(authorities) : null,
        settings.ClientCertificateFile is { Length: > 0 } client ? ReadClient(client, settings.ClientKeyFile) : null);

    private static X509Certificate2Collection ReadAuthorities(string path)
    {
        var authorities = ReadPem(path, $"the authorities' certificates in '{path}'");
        return authorities.Count > 0 ? authorities : throw new IOException($"'{path}' holds no certificate; expected authorities as PEM.");
    }

    private static SslStreamCertificateContext ReadClient(string path, string? keyPath)
    {
        var key = string.IsNullOrEmpty(keyPath) ? path : keyPath;
        var what = $"the client's certificate in '{path}' with its key in '{key}'";
        var certificate = CertificateFiles.Explain(what, () => X509Certificate2.CreateFromPemFile(path, key));
        try
        {
            // Authorities between the client's and the server's follow in the same file, and are sent along.
            return SslStreamCertificateContext.Create(certificate, ReadPem(path, what), offline: true);
        }
        catch (CryptographicException error)
        {
            certificate.Dispose();
            throw CertificateFiles.Unreadable(what, error);
        }
    }

    private static X509Certificate2Collection ReadPem(string path, string what) => CertificateFiles.Explain(what, () =>
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(path);
        return certificates;
    });
}
