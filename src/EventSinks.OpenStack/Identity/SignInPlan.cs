using System.Net.Http.Headers;

namespace EventSinks.OpenStack.Identity;

/// <summary>What has to be done for access. Immutable. It holds secrets, so it has no text.</summary>
internal sealed class SignInPlan
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Gets where Keystone gives tokens; null if it is not asked at all.</summary>
    public Uri? TokensUrl { get; init; }

    /// <summary>Gets the question for a new token; null if the token that was given is used as it is.</summary>
    public byte[]? Question { get; init; }

    /// <summary>Gets the token that is used as it is, if one is.</summary>
    public string? GivenToken { get; init; }

    /// <summary>Gets whether asking once more gives another token.</summary>
    public bool GivesNewTokens => Question is not null;

    /// <summary>Makes the request to Keystone: for a new token, or about the one that was given.</summary>
    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(GivesNewTokens ? HttpMethod.Post : HttpMethod.Get, TokensUrl);
        request.Headers.Accept.Add(new("application/json"));
        if (Question is not null)
        {
            request.Content = new ByteArrayContent(Question) { Headers = { ContentType = Json } };
        }
        else
        {
            request.Headers.TryAddWithoutValidation("X-Auth-Token", GivenToken);
            request.Headers.TryAddWithoutValidation("X-Subject-Token", GivenToken);
        }

        return request;
    }
}
