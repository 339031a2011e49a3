using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace EventSinks;

/// <summary>Says in fixed words why a request got no answer: an exception's own text may repeat what the receiver sent.</summary>
internal static class HttpFailure
{
    /// <summary>Gives the words.</summary>
    /// <param name="error">What the client threw.</param>
    public static string Describe(Exception error) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: AuthenticationException { Message: var tls } } => Tls(tls),
        HttpRequestException { HttpRequestError: var kind } => Describe(kind),
        OperationCanceledException => "no connection in time",
        _ => $"the request failed ({error.GetType().Name})",
    };

    private static string Describe(HttpRequestError kind) => kind switch
    {
        HttpRequestError.NameResolutionError => "the receiver's name cannot be resolved",
        HttpRequestError.ConnectionError => "the receiver cannot be connected to",
        HttpRequestError.SecureConnectionError => "no secure connection with the receiver",
        HttpRequestError.ResponseEnded => "the receiver ended the connection before its answer was complete",
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError =>
            "what the receiver answered is not HTTP",
        HttpRequestError.ConfigurationLimitExceeded => "the receiver's answer is too large",
        _ => $"the request failed ({kind})",
    };

    // The transport tells what is wrong with a certificate in words alone: SslPolicyErrors and X509ChainStatusFlags by name.
    private static string Tls(string tls) => tls switch
    {
        _ when Says(tls, nameof(SslPolicyErrors.RemoteCertificateNameMismatch)) => "the receiver's certificate is for another name",
        _ when Says(tls, nameof(X509ChainStatusFlags.NotTimeValid)) => "the receiver's certificate has expired, or is not valid yet",
        _ when Says(tls, "certificate") => "the receiver's certificate is not trusted",
        _ => Describe(HttpRequestError.SecureConnectionError),
    };

    private static bool Says(string tls, string word) => tls.Contains(word, StringComparison.OrdinalIgnoreCase);
}
