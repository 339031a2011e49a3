using EventSinks.OpenStack.Answers;

namespace EventSinks.OpenStack.Identity;

/// <summary>Says in one line, without secrets, why Keystone gave no token.</summary>
internal sealed class KeystoneErrors(Uri tokensUrl, Secrets secrets)
{
    private string Server { get; } = $"Keystone at {tokensUrl.Authority}";

    /// <summary>Keystone was not reached, or its answer broke off.</summary>
    public OpenStackException Unreachable(Exception error) => new(
        OpenStackFailure.Unavailable,
        $"{Line($"{Server} cannot be reached: {NoAnswer.Cause(error)}")}{NoAnswer.Hint(error)}",
        secrets.Shown(error));

    /// <summary>Keystone took too long.</summary>
    public OpenStackException TooSlow(TimeSpan limit, Exception error) =>
        new(OpenStackFailure.Unavailable, $"{Server} did not answer within {limit.TotalSeconds:0} seconds.", secrets.Shown(error));

    /// <summary>What answers is something else.</summary>
    /// <param name="what">What is wrong with the answer.</param>
    public OpenStackException NotKeystone(string what) => new(
        OpenStackFailure.NotKeystone,
        $"{Line($"What answers at {tokensUrl} is not Keystone v3: {what}")}; set {SettingName.Of("auth_url")} to Keystone's own URL.");

    /// <summary>Keystone redirects, which a question with a password in it does not follow.</summary>
    public OpenStackException Redirect(HttpResponseMessage response)
    {
        // Without a query, which is where login pages are told what nobody else is to know.
        var target = response.Headers.Location is { IsAbsoluteUri: true } location
            ? $" to {location.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}"
            : "";
        return NotKeystone($"it redirects (HTTP {(int)response.StatusCode}){target}, which is not followed");
    }

    /// <summary>Keystone answered with an error.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="words">What its body says.</param>
    /// <param name="retryAfter">How long it asks to be left alone, if it does.</param>
    /// <param name="kind">How somebody wanted to sign in.</param>
    public OpenStackException Error(HttpResponseMessage response, AnswerWords words, TimeSpan? retryAfter, AuthenticationKind kind)
    {
        var status = (int)response.StatusCode;
        var text = Describe(status, string.IsNullOrWhiteSpace(words.Title) ? response.ReasonPhrase : words.Title, words.Description);
        return status is 408 or 429 or >= 500
            ? new(OpenStackFailure.Unavailable, Line($"{Server} cannot serve now: {text}")) { RetryAfter = retryAfter }
            : new(OpenStackFailure.Refused, $"{Line($"{Server} refuses to sign in: {text}").TrimEnd('.')}.{Hint(status, kind)}");
    }

    // Keystone answers 401 or 404 to a token that it does not know, depending on the question.
    private static string Hint(int status, AuthenticationKind kind) => (status, kind) switch
    {
        (401 or 404, AuthenticationKind.Token) =>
            $" The token that was given has ended or is not one of this cloud's: set {SettingName.Of("token")} to a new one.",
        (401, _) => " Check the user or credential, its secret, the domains and the project.",
        (404, _) => $" Check {SettingName.Of("auth_url")}.",
        _ => "",
    };

    private static string Describe(int status, string? title, string? description)
    {
        var start = title is not null && title.StartsWith($"{status} ", StringComparison.Ordinal) ? $"HTTP {title}" : $"HTTP {status} {title}";
        return string.IsNullOrWhiteSpace(description) ? start : $"{start}: {description}";
    }

    // Hidden before the line is cut, since half a secret would not be found.
    private string Line(string text) => OneLine.Of(secrets.Hide(text));
}
