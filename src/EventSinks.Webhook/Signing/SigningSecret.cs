using System.Diagnostics.CodeAnalysis;

namespace EventSinks.Webhook.Signing;

/// <summary>Reads a secret of Standard Webhooks.</summary>
/// <remarks>Source: Standard Webhooks 1.0.0, "Signature scheme": 24 to 64 bytes as base64, behind <c>whsec_</c>.</remarks>
internal static class SigningSecret
{
    private const string Prefix = "whsec_";
    private const int MinBytes = 24;
    private const int MaxBytes = 64;

    /// <summary>Reads a secret.</summary>
    /// <param name="text">The text.</param>
    /// <param name="key">The key in it.</param>
    /// <param name="fault">What is wrong, without anything of the secret.</param>
    public static bool TryRead(string? text, [NotNullWhen(true)] out byte[]? key, [NotNullWhen(false)] out string? fault)
    {
        key = null;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            fault = $"a secret begins with {Prefix}, and the rest is base64";
            return false;
        }

        var buffer = new byte[text.Length];
        if (!Convert.TryFromBase64String(text[Prefix.Length..], buffer, out var length))
        {
            fault = $"what follows {Prefix} in a secret is base64";
            return false;
        }

        if (length is < MinBytes or > MaxBytes)
        {
            fault = $"a secret has {MinBytes} to {MaxBytes} bytes behind {Prefix}, but one has {length}";
            return false;
        }

        key = buffer[..length];
        fault = null;
        return true;
    }
}
