using System.Net;
using EventSinks.OpenStack.Identity;

namespace EventSinks.OpenStack;

/// <summary>
/// One identity at one cloud: signs in when it is first needed, and again before the token ends or when a service refuses it. Thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// A token is renewed when less than 120 seconds of it are left (of one that lives for less than 240 seconds: less than half); while it is
/// good for a second or longer, nobody waits for that. All times are told by the server's <c>Date</c>, so clocks may differ.
/// </para>
/// <para>
/// Storms do not reach Keystone. After a failure it is not asked again for 1 second, doubling to 60, or for as long as it asks (up to 5
/// minutes); after a refusal for 60 seconds. A service that refuses token after token, each within 60 seconds (or half of a shorter life) and
/// without having accepted it, brings the same pauses as a failure. Meanwhile callers get the old token if it is good, or the same failure at
/// once; where a service refuses every token that is <see cref="OpenStackFailure.Unavailable"/>, with the time to wait. A token that is used
/// as it was given cannot be replaced: once a service refuses it, callers get <see cref="OpenStackFailure.Refused"/> for 60 seconds, and then
/// it is tried again; the same holds where nobody signs in.
/// </para>
/// </remarks>
public sealed class OpenStackSession
{
    private static readonly SignInFailure NobodySignsIn = new(
        OpenStackFailure.Refused,
        "The service asks for a token, but the settings sign nobody in: set OS_AUTH_TYPE (auth_type in clouds.yaml) to password or another way.");

    private static readonly SignInFailure GivenTokenRefused = new(
        OpenStackFailure.Refused,
        $"The service refuses the token that was given: it has ended or is another cloud's; set {SettingName.Of("token")} to a new one.");

    // Null if the settings are bad.
    private readonly AccessKeeper? _keeper;
    private readonly string _badSettings;

    /// <summary>Makes a session; nothing is asked yet.</summary>
    /// <param name="settings">Who signs in, and where.</param>
    /// <param name="http">
    /// Reaches Keystone, with the TLS that the settings ask for, as <see cref="CloudHttp.NewHandler"/> makes it. It should follow no redirects.
    /// It is not disposed, and its time-out does not matter: each question to Keystone ends after 30 seconds.
    /// </param>
    /// <param name="clock">The clock that lifetimes and pauses go by; the system's if it is null.</param>
    public OpenStackSession(CloudSettings settings, HttpClient http, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(http);
        Settings = settings;
        var problems = new List<string>();
        if (SignInPlanner.Plan(settings, problems) is { } plan)
        {
            _keeper = Keeper(plan, settings, http, clock ?? TimeProvider.System);
        }

        _badSettings = $"Cannot sign in: {string.Join("; ", problems)}.";
    }

    /// <summary>Gets who signs in, and where.</summary>
    public CloudSettings Settings { get; }

    /// <summary>Gives access that lasts long enough for a request, signing in if need be; all who ask meanwhile wait for the one answer.</summary>
    /// <param name="cancellationToken">Ends this wait; the question to Keystone goes on for the others.</param>
    /// <returns>The access.</returns>
    /// <exception cref="OpenStackException">There is none now; <see cref="OpenStackException.Failure"/> says whether waiting helps.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public ValueTask<OpenStackAccess> GetAccessAsync(CancellationToken cancellationToken) =>
        _keeper is null
            ? ValueTask.FromException<OpenStackAccess>(new OpenStackException(OpenStackFailure.BadSettings, _badSettings))
            : _keeper.GetAsync(cancellationToken);

    /// <summary>A service has refused an access with 401: the next call of <see cref="GetAccessAsync"/> signs in anew, once for all who say so.</summary>
    /// <param name="access">The access that was refused.</param>
    public void Refuse(OpenStackAccess access)
    {
        ArgumentNullException.ThrowIfNull(access);
        _keeper?.Refuse(access);
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
        var response = await SendOnceAsync(http, request, access, cancellationToken).ConfigureAwait(false);
        if (Settings.Authentication is AuthenticationKind.None || IsAccepted(access, response))
        {
            return response;
        }

        response.Dispose();
        Refuse(access);
        access = await GetAccessAsync(cancellationToken).ConfigureAwait(false);
        response = await SendOnceAsync(http, request, access, cancellationToken).ConfigureAwait(false);
        if (!IsAccepted(access, response))
        {
            Refuse(access);
        }

        return response;
    }

    // Whatever else a service answers, it has taken the token.
    private bool IsAccepted(OpenStackAccess access, HttpResponseMessage response)
    {
        if (response.StatusCode is HttpStatusCode.Unauthorized)
        {
            return false;
        }

        _keeper?.Accept(access);
        return true;
    }

    private static async Task<HttpResponseMessage> SendOnceAsync(
        HttpClient http, Func<OpenStackAccess, HttpRequestMessage> request, OpenStackAccess access, CancellationToken cancellationToken)
    {
        using var message = request(access);
        return await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    private static AccessKeeper Keeper(SignInPlan plan, CloudSettings settings, HttpClient http, TimeProvider clock)
    {
        var onlyToken = plan.GivesNewTokens ? null : plan.GivenToken is null ? NobodySignsIn : GivenTokenRefused;
        if (plan.TokensUrl is { } url)
        {
            return new(new KeystoneClient(plan, url, settings, http, clock).AskAsync, onlyToken, clock);
        }

        var access = new OpenStackAccess(plan.GivenToken, settings.ProjectId, expiresAt: null, () => settings.MessagingEndpoint ?? "");
        return new(() => Task.FromResult(new Lease(access, clock.GetTimestamp(), Life: null, CanRenew: false)), onlyToken, clock);
    }
}
