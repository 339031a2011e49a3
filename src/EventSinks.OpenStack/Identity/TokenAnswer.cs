using System.Globalization;
using System.Text.Json;
using EventSinks.OpenStack.Answers;
using EventSinks.OpenStack.Catalog;

namespace EventSinks.OpenStack.Identity;

/// <summary>What the body of Keystone's answer says about a token. Immutable.</summary>
/// <param name="ProjectId">The project that it is for; null if it is for none.</param>
/// <param name="ExpiresAt">When it ends, by Keystone's clock; null if that is not said.</param>
/// <param name="Catalog">What the cloud offers to it; empty if it is for no project.</param>
internal sealed record TokenAnswer(string? ProjectId, DateTimeOffset? ExpiresAt, ServiceCatalog Catalog)
{
    /// <summary>Reads a body; null if it is not Keystone v3's.</summary>
    public static TokenAnswer? TryRead(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("token", out var token)
                && token.ValueKind is JsonValueKind.Object
                && TryReadEnd(token, out var expiresAt)
                    ? new(ReadProject(token), expiresAt, CatalogReader.Read(token))
                    : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Markup, a body cut short, or a text that is none.
            return null;
        }
    }

    private static string? ReadProject(JsonElement token) =>
        token.TryGetProperty("project", out var project) ? JsonText.Of(project, "id") : null;

    // A token may have no end, but an end that cannot be read is not Keystone's.
    private static bool TryReadEnd(JsonElement token, out DateTimeOffset? expiresAt)
    {
        expiresAt = null;
        if (!token.TryGetProperty("expires_at", out var end) || end.ValueKind is JsonValueKind.Null)
        {
            return true;
        }

        if (!DateTimeOffset.TryParse(
            JsonText.Of(token, "expires_at"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var read))
        {
            return false;
        }

        expiresAt = read;
        return true;
    }
}
