using System.Globalization;
using System.Text.RegularExpressions;

namespace EventSinks.Policies;

/// <summary>Hosts that are allowed: one, or all names below one, at one port or all. Immutable.</summary>
/// <param name="Host">The host as DNS has it, in lower case; empty for any.</param>
/// <param name="IsBelow">Whether names below the host are meant, rather than the host.</param>
/// <param name="Port">The port; null for all.</param>
internal sealed partial record HostPattern(string Host, bool IsBelow, int? Port)
{
    /// <summary>Reads a pattern.</summary>
    /// <param name="text">What the operator wrote.</param>
    /// <returns>The pattern; null if it is none.</returns>
    public static HostPattern? TryParse(string text)
    {
        var match = Form().Match(text);
        int? port = null;
        if (match.Groups["port"] is { Success: true } digits)
        {
            port = int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);
        }

        if (!match.Success || port is 0 or > 65535)
        {
            return null;
        }

        var host = match.Groups["host"].Value;
        return host == "*" ? new HostPattern("", IsBelow: false, port)
            : Uri.TryCreate($"http://{host}/", UriKind.Absolute, out var url) ? Of(url, match.Groups["below"].Success, port)
            : null;
    }

    /// <summary>Gives a host as patterns have it: <c>EXAMPLE.org.</c> is <c>example.org</c>, and 0x7f000001 is 127.0.0.1.</summary>
    /// <param name="url">A URL with the host.</param>
    /// <returns>The host.</returns>
    public static string HostOf(Uri url) => url.IdnHost.TrimEnd('.').ToLowerInvariant();

    /// <summary>Says whether a host is meant.</summary>
    /// <param name="host">The host, as <see cref="HostOf"/> gives it.</param>
    /// <param name="port">The port; null for whichever HTTP uses by itself.</param>
    /// <returns>Whether it is.</returns>
    public bool Matches(string host, int? port) =>
        (Port is null || Port == port || (port is null && Port is 80 or 443))
        && (Host.Length == 0 || (IsBelow ? host.EndsWith($".{Host}", StringComparison.Ordinal) : host == Host));

    // Nothing lies below an address, and a name must not hold what would be another part of a URL.
    private static HostPattern? Of(Uri url, bool isBelow, int? port) =>
        url.HostNameType is not UriHostNameType.Dns && isBelow ? null : new HostPattern(HostOf(url), isBelow, port);

    [GeneratedRegex(
        @"\A((?<below>\*\.)?(?<host>[^\s*:/?#@\[\]\\]+|\[[0-9a-fA-F:.]+\])|(?<host>\*))(:(?<port>[0-9]{1,5}))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
