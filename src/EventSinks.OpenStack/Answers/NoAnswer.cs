using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace EventSinks.OpenStack.Answers;

/// <summary>Says in one line why a server gave no answer.</summary>
internal static class NoAnswer
{
    /// <summary>Gives the whole line.</summary>
    /// <param name="server">The server's host and port.</param>
    /// <param name="error">What the transport threw.</param>
    public static string Explain(string server, Exception error) => $"{OneLine.Of($"{server}: {Cause(error)}")}{Hint(error)}";

    /// <summary>Gives what went wrong, with what led to it if that says more.</summary>
    public static string Cause(Exception error)
    {
        var inner = error.InnerException?.Message;
        return inner is null || error.Message.Contains(inner, StringComparison.Ordinal) ? error.Message : $"{error.Message} ({inner})";
    }

    /// <summary>Gives what may help, if that is known: a sentence with a full stop and a blank in front of it.</summary>
    public static string Hint(Exception error) => error is HttpRequestException { InnerException: AuthenticationException { Message: var tls } }
        ? CertificateHint(tls)
        : "";

    // The transport tells what is wrong with a certificate in words alone: SslPolicyErrors and X509ChainStatusFlags by name.
    private static string CertificateHint(string tls) => tls switch
    {
        _ when Says(tls, nameof(SslPolicyErrors.RemoteCertificateNameMismatch)) =>
            ". The server's certificate is for another name: address the server by the name that the certificate is for.",
        _ when Says(tls, nameof(X509ChainStatusFlags.NotTimeValid)) =>
            ". The server's certificate has expired, or is not valid yet: renew it, or put right the clock that is wrong.",
        _ when Says(tls, "certificate") =>
            $". If the certificate comes from an authority of your own, set {SettingName.Of("cacert")} to its PEM file.",
        _ => "",
    };

    private static bool Says(string tls, string word) => tls.Contains(word, StringComparison.OrdinalIgnoreCase);
}
