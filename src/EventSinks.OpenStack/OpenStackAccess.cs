namespace EventSinks.OpenStack;

/// <summary>What signing in gave: a token with its project, its end and its catalog. Immutable. Its text does not show the token.</summary>
public sealed class OpenStackAccess
{
    private readonly Func<string> _messagingUrl;

    internal OpenStackAccess(string? token, string? projectId, DateTimeOffset? expiresAt, Func<string> messagingUrl)
    {
        Token = token;
        ProjectId = projectId;
        ExpiresAt = expiresAt;
        _messagingUrl = messagingUrl;
    }

    /// <summary>Gets the token for <c>X-Auth-Token</c>; null where nobody has to sign in. Never log it.</summary>
    public string? Token { get; }

    /// <summary>Gets the project that the token is for, if it is for one and that is known.</summary>
    public string? ProjectId { get; }

    /// <summary>Gets when the token ends, by Keystone's clock, if that is known.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>Gets the message service's URL: the one of the settings, else the catalog's for service type <c>message</c> or its alias <c>messaging</c>.</summary>
    /// <returns>The URL as it was written, with or without <c>/v2</c> or a slash at its end.</returns>
    /// <exception cref="OpenStackException">
    /// <see cref="OpenStackFailure.NoEndpoint"/>: there is none for the region and interface; the message names those that there are.
    /// </exception>
    public string GetMessagingUrl() => _messagingUrl();

    /// <summary>Gives the project and the end, never the token.</summary>
    /// <returns>For example <c>project p1 until 2026-01-01T00:00:00Z</c>.</returns>
    public override string ToString() => $"project {ProjectId ?? "unknown"}{(ExpiresAt is { } end ? $" until {end.UtcDateTime:O}" : "")}";
}
