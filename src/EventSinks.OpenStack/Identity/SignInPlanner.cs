using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventSinks.OpenStack.Identity;

/// <summary>Makes a plan out of settings, or says all that is wrong with them. Asks nobody.</summary>
internal static class SignInPlanner
{
    /// <summary>Gives the plan; null if there are problems.</summary>
    /// <param name="settings">Who signs in, and where.</param>
    /// <param name="problems">Gets what is missing or contradictory, without secrets.</param>
    public static SignInPlan? Plan(CloudSettings settings, List<string> problems)
    {
        var plan = settings.Authentication switch
        {
            AuthenticationKind.None => WithoutKeystone(settings, token: null, problems),
            AuthenticationKind.Token => WithToken(settings, problems),
            AuthenticationKind.Password =>
                NewToken(settings, IdentityBody.OfPassword(settings, problems), ScopeBody.Of(settings, problems), problems),
            AuthenticationKind.ApplicationCredential => WithApplicationCredential(settings, problems),
            _ => null,
        };
        if (plan is null && problems.Count == 0)
        {
            problems.Add($"there is no way to sign in that is called {settings.Authentication}");
        }

        return problems.Count == 0 ? plan : null;
    }

    private static SignInPlan WithoutKeystone(CloudSettings settings, string? token, List<string> problems)
    {
        if (string.IsNullOrEmpty(settings.MessagingEndpoint))
        {
            problems.Add("set OS_ENDPOINT (messaging_endpoint_override in clouds.yaml) to the message service's URL, such as "
                + "https://zaqar.example.com:8888, as without Keystone there is no catalog to find it in");
        }

        return new() { GivenToken = token };
    }

    private static SignInPlan WithToken(CloudSettings settings, List<string> problems)
    {
        var token = settings.Token;
        if (string.IsNullOrEmpty(token))
        {
            problems.Add($"{SettingName.Of("token")} is missing");
        }
        else if (!TokenText.IsSendable(token))
        {
            problems.Add($"{SettingName.Of("token")} is to be one word of visible ASCII characters, as Keystone gives it");
        }

        return settings.AuthUrl is null ? WithoutKeystone(settings, token, problems)
            : ScopeBody.Named(settings).Count == 0 ? new() { TokensUrl = Url(settings, problems), GivenToken = token }
            : NewToken(settings, IdentityBody.OfToken(token ?? ""), ScopeBody.Of(settings, problems), problems);
    }

    private static SignInPlan WithApplicationCredential(CloudSettings settings, List<string> problems)
    {
        var scopes = ScopeBody.Named(settings);
        if (scopes.Count > 0)
        {
            problems.Add($"an application credential has its project already: take {string.Join(" and ", scopes)} out of the settings");
        }

        return NewToken(settings, IdentityBody.OfApplicationCredential(settings, problems), scope: null, problems);
    }

    private static SignInPlan NewToken(CloudSettings settings, JsonObject identity, JsonObject? scope, List<string> problems)
    {
        var auth = new JsonObject { ["identity"] = identity };
        if (scope is not null)
        {
            auth["scope"] = scope;
        }

        return new()
        {
            TokensUrl = Url(settings, problems),
            Question = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["auth"] = auth }),
        };
    }

    private static Uri? Url(CloudSettings settings, List<string> problems)
    {
        if (settings.AuthUrl is not { } url)
        {
            problems.Add($"{SettingName.Of("auth_url")} is missing");
            return null;
        }

        var tokens = TokensUrl.Of(url);
        if (tokens is null)
        {
            problems.Add($"{SettingName.Of("auth_url")} is to be an http or https URL without user, query or fragment");
        }

        return tokens;
    }
}
