using System.Net;
using System.Text.Encodings.Web;

namespace EventSinks.OpenStack.Identity;

/// <summary>Takes the secrets of the settings out of texts in which a server, or something on the way, repeats them.</summary>
internal sealed class Secrets(CloudSettings settings)
{
    // The longest first: a secret may be part of another.
    private readonly string[] _forms = new[] { settings.Password, settings.Token, settings.ApplicationCredentialSecret, settings.TrustId }
        .OfType<string>()
        .SelectMany(Forms)
        .Where(static form => form.Length > 0)
        .Distinct(StringComparer.Ordinal)
        .OrderByDescending(static form => form.Length)
        .ToArray();

    /// <summary>Gives the text with <c>(hidden)</c> for each secret.</summary>
    public string Hide(string text)
    {
        foreach (var form in _forms)
        {
            text = text.Replace(form, "(hidden)", StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    /// <summary>Gives an exception that may be shown as the cause of another; null if a secret is anywhere in its text.</summary>
    public Exception? Shown(Exception error)
    {
        var text = error.ToString();
        return Array.Exists(_forms, form => text.Contains(form, StringComparison.OrdinalIgnoreCase)) ? null : error;
    }

    // As it is, and as it stands in a body, a URL, a page of markup or Python's words when they are quoted back.
    private static IEnumerable<string> Forms(string secret) =>
    [
        secret,
        JavaScriptEncoder.Default.Encode(secret),
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret),
        Uri.EscapeDataString(secret),
        WebUtility.HtmlEncode(secret),
        secret.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal),
    ];
}
