using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EventSinks.OpenStack.Certificates;

/// <summary>Reads certificates from PEM files. Whatever goes wrong is one exception, which says what was read and why it failed.</summary>
internal static class PemFiles
{
    /// <summary>Reads the authorities that servers' certificates may come from.</summary>
    /// <exception cref="IOException">The file cannot be read or holds none.</exception>
    public static X509Certificate2Collection ReadAuthorities(string path)
    {
        var authorities = Explain($"the authorities' certificates in '{path}'", () => Read(path));
        return authorities.Count > 0 ? authorities : throw new IOException($"'{path}' holds no certificate; expected authorities as PEM.");
    }

    /// <summary>Reads a client's certificate, and the authorities that follow it in its file, which are sent along.</summary>
    /// <param name="path">The certificate's file.</param>
    /// <param name="keyPath">Its key's file; null or empty if the key is in the certificate's.</param>
    /// <exception cref="IOException">A file cannot be read or does not hold what it should.</exception>
    public static SslStreamCertificateContext ReadClient(string path, string? keyPath)
    {
        var key = string.IsNullOrEmpty(keyPath) ? path : keyPath;
        return Explain($"the client's certificate in '{path}' with its key in '{key}'", () =>
            SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(path, key), Read(path), offline: true));
    }

    private static X509Certificate2Collection Read(string path)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(path);
        return certificates;
    }

    private static T Explain<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new IOException($"Cannot read {what}: {error.Message}", error);
        }
    }
}
