namespace EventSinks.OpenStack;

/// <summary>
/// One identity at one cloud: signs in when it is first needed, and again before the token ends or when a service refuses it. Thread-safe.
/// </summary>
public sealed class OpenStackSession
{
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;

    /// <summary>Makes a session; nothing is asked yet.</summary>
    /// <param name="settings">Who signs in, and where.</param>
    /// <param name="http">
    /// Reaches Keystone, with the TLS that the settings ask for. It should follow no redirects. It is not disposed, and its time-out does not
    /// matter: each question to Keystone ends after 30 seconds.
    /// </param>
    /// <param name="clock">The clock that lifetimes and pauses go by; the system's if it is null.</param>
    public OpenStackSession(CloudSettings settings, HttpClient http, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(http);
        Settings = settings;
        _http = http;
        _clock = clock ?? TimeProvider.System;
    }

    /// <summary>Gets who signs in, and where.</summary>
    public CloudSettings Settings { get; }

    /// <summary>Gives access that lasts long enough for a request, signing in if need be; all who ask meanwhile wait for the one answer.</summary>
    /// <param name="cancellationToken">Ends this wait; the question to Keystone goes on for the others.</param>
    /// <returns>The access.</returns>
    /// <exception cref="OpenStackException">There is none now; <see cref="OpenStackException.Failure"/> says whether waiting helps.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public ValueTask<OpenStackAccess> GetAccessAsync(CancellationToken cancellationToken) =>
        Settings.Authentication is AuthenticationKind.None
            ? ValueTask.FromResult(new OpenStackAccess(null, Settings.ProjectId, null, () => Settings.MessagingEndpoint ?? ""))
            : throw new OpenStackException(OpenStackFailure.BadSettings, $"{Settings.Authentication} at {_http.BaseAddress} {_clock.GetUtcNow()}");

    /// <summary>A service has refused an access with 401: the next call of <see cref="GetAccessAsync"/> signs in anew, once for all who say so.</summary>
    /// <param name="access">The access that was refused.</param>
    public void Refuse(OpenStackAccess access)
    {
        ArgumentNullException.ThrowIfNull(access);
        _ = Settings;
    }

    /// <summary>Sends a request with this session's access; if the service answers 401, signs in anew and sends another, once.</summary>
    /// <param name="http">Reaches the service. It is not disposed.</param>
    /// <param name="request">Makes a request for an access: its token, its address. Called once or twice.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The answer as soon as its headers are there, a second 401 too. The caller disposes it.</returns>
    /// <exception cref="OpenStackException">There is no access, or no address; see <see cref="GetAccessAsync"/>.</exception>
    /// <exception cref="HttpRequestException">The service cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        HttpClient http, Func<OpenStackAccess, HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(request);
        var access = await GetAccessAsync(cancellationToken).ConfigureAwait(false);
        using var message = request(access);
        return await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }
}
