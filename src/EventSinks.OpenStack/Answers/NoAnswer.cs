using System.Security.Authentication;

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
    public static string Hint(Exception error) => IsAboutCertificate(error)
        ? $". If the certificate comes from an authority of your own, set {SettingName.Of("cacert")} to its PEM file."
        : "";

    private static bool IsAboutCertificate(Exception error) => error is HttpRequestException { InnerException: AuthenticationException tls }
        && tls.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase);
}
