namespace EventSinks.Zaqar.Connections;

/// <summary>The name of whoever a session signs in: its token goes along, and is renewed once if Zaqar refuses it.</summary>
internal sealed class SessionAuthority(CloudSession cloud) : IZaqarAuthority
{
    private volatile string? _token;

    /// <inheritdoc />
    public string? WhyNotFound => null;

    /// <inheritdoc />
    public bool CanCreateQueues => true;

    /// <inheritdoc />
    public Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken) =>
        cloud.Session.SendAsync(
            cloud.Http,
            access =>
            {
                var message = request();
                if (access.Token is { } token)
                {
                    _token = token;
                    message.Headers.TryAddWithoutValidation("X-Auth-Token", token);
                }

                return message;
            },
            cancellationToken);

    /// <inheritdoc />
    public string Hide(string text) => _token is { Length: > 0 } token ? text.Replace(token, "(hidden)", StringComparison.OrdinalIgnoreCase) : text;
}
