using EventSinks.OpenStack.Answers;

namespace EventSinks.OpenStack.Identity;

/// <summary>Asks Keystone what a plan wants to know, once, and makes a lease or one kind of exception of whatever comes.</summary>
internal sealed class KeystoneClient
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    // Shorter lives are taken for this, so that not even a token in its last second brings more than a question a second.
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(2);

    private readonly SignInPlan _plan;
    private readonly CloudSettings _settings;
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;
    private readonly KeystoneErrors _errors;

    public KeystoneClient(SignInPlan plan, Uri tokensUrl, CloudSettings settings, HttpClient http, TimeProvider clock)
    {
        _plan = plan;
        _settings = settings;
        _http = http;
        _clock = clock;
        _errors = new(tokensUrl, new Secrets(settings));
    }

    /// <summary>Asks.</summary>
    /// <exception cref="OpenStackException">There is no token. Nothing else is ever thrown.</exception>
    public async Task<Lease> AskAsync()
    {
        var since = _clock.GetTimestamp();
        var asked = _clock.GetUtcNow();
        using var limit = new CancellationTokenSource(TimeLimit, _clock);
        try
        {
            using var request = _plan.ToRequest();
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            return await ReadAsync(response, since, asked, limit.Token).ConfigureAwait(false);
        }
        catch (OpenStackException)
        {
            throw;
        }
        catch (Exception error) when (limit.IsCancellationRequested)
        {
            throw _errors.TooSlow(TimeLimit, error);
        }
        catch (Exception error)
        {
            // Broken connections mostly, but the host's own handlers may throw anything, and everybody waits for this answer.
            throw _errors.Unreachable(error is OperationCanceledException { InnerException: { } cause } ? cause : error);
        }
    }

    private async Task<Lease> ReadAsync(HttpResponseMessage response, long since, DateTimeOffset asked, CancellationToken cancellationToken)
    {
        // The server's own clock, so that it does not matter what ours shows.
        var now = response.Headers.Date ?? asked;
        switch ((int)response.StatusCode)
        {
            case >= 200 and < 300:
                return ToLease(response, await ReadTokenAsync(response, cancellationToken).ConfigureAwait(false), since, now);
            case >= 300 and < 400:
                throw _errors.Redirect(response);
            default:
                var body = await AnswerBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
                throw _errors.Error(response, AnswerWords.Read(body), RetryAfter(response, now), _settings.Authentication);
        }
    }

    private async Task<TokenAnswer> ReadTokenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (await CappedBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false) is not { } body)
        {
            throw _errors.NotKeystone($"its answer is larger than {CappedBody.MaxBytes / 1024 / 1024} MiB");
        }

        return TokenAnswer.TryRead(body)
            ?? throw _errors.NotKeystone($"HTTP {(int)response.StatusCode} with {response.Content.Headers.ContentType?.MediaType ?? "a body"} "
                + "that does not describe a token");
    }

    private Lease ToLease(HttpResponseMessage response, TokenAnswer answer, long since, DateTimeOffset now)
    {
        if (!response.Headers.TryGetValues("X-Subject-Token", out var values)
            || values.FirstOrDefault() is not { } token
            || !TokenText.IsSendable(token))
        {
            throw _errors.NotKeystone($"HTTP {(int)response.StatusCode} without a token in X-Subject-Token");
        }

        var access = new OpenStackAccess(_plan.GivenToken ?? token, answer.ProjectId, answer.ExpiresAt, () => FindMessaging(answer));
        return new(access, since, Life(answer.ExpiresAt - now), _plan.GivesNewTokens);
    }

    // A new token that has ended already says more about a clock than about itself: it is used until a service refuses it.
    private static TimeSpan? Life(TimeSpan? left) => left <= TimeSpan.Zero ? null : left < ShortestLife ? ShortestLife : left;

    private string FindMessaging(TokenAnswer answer) => string.IsNullOrEmpty(_settings.MessagingEndpoint)
        ? answer.Catalog.FindMessaging(_settings.Region, _settings.Interface)
        : _settings.MessagingEndpoint;

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > now => date - now,
        _ => null,
    };
}
