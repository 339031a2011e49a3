using System.Security.Cryptography;

namespace EventSinks.Http;

/// <summary>Turns whatever goes wrong with a certificate file into one exception that says what was read and why it failed.</summary>
internal static class CertificateFiles
{
    public static T Explain<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw Unreadable(what, error);
        }
    }

    public static IOException Unreadable(string what, Exception error) => new($"Cannot read {what}: {error.Message}", error);
}
