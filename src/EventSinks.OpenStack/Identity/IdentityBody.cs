using System.Text.Json.Nodes;

namespace EventSinks.OpenStack.Identity;

/// <summary>Writes the <c>identity</c> of a question for a token, and says what the settings lack for it.</summary>
internal static class IdentityBody
{
    /// <summary>A user and a password.</summary>
    public static JsonObject OfPassword(CloudSettings settings, List<string> problems)
    {
        var user = User(settings, problems);
        user["password"] = Needed(settings.Password, "password", problems);
        return Of("password", new JsonObject { ["user"] = user });
    }

    /// <summary>A token that was issued already.</summary>
    public static JsonObject OfToken(string token) => Of("token", new JsonObject { ["id"] = token });

    /// <summary>An application credential, by its id, or by its name and its user.</summary>
    public static JsonObject OfApplicationCredential(CloudSettings settings, List<string> problems)
    {
        var credential = new JsonObject();
        if (Has(settings.ApplicationCredentialId))
        {
            credential["id"] = settings.ApplicationCredentialId;
        }
        else if (Has(settings.ApplicationCredentialName))
        {
            credential["name"] = settings.ApplicationCredentialName;
            credential["user"] = User(settings, problems);
        }
        else
        {
            problems.Add($"{SettingName.Of("application_credential_id", "application_credential_name")} is missing");
        }

        credential["secret"] = Needed(settings.ApplicationCredentialSecret, "application_credential_secret", problems);
        return Of("application_credential", credential);
    }

    private static JsonObject Of(string method, JsonObject proof) => new() { ["methods"] = new JsonArray(method), [method] = proof };

    // An id needs no domain, and goes before a name as it does for OpenStack's own clients.
    private static JsonObject User(CloudSettings settings, List<string> problems)
    {
        if (Has(settings.UserId))
        {
            return new() { ["id"] = settings.UserId };
        }

        if (!Has(settings.UserName))
        {
            problems.Add($"{SettingName.Of("username", "user_id")} is missing");
        }
        else if (!Has(settings.UserDomainId) && !Has(settings.UserDomainName))
        {
            problems.Add($"{SettingName.Of("user_domain_name", "user_domain_id")} is missing beside the user's name");
        }

        return new() { ["name"] = settings.UserName, ["domain"] = ScopeBody.Reference(settings.UserDomainId, settings.UserDomainName) };
    }

    private static string? Needed(string? value, string name, List<string> problems)
    {
        if (!Has(value))
        {
            problems.Add($"{SettingName.Of(name)} is missing");
        }

        return value;
    }

    private static bool Has(string? value) => !string.IsNullOrEmpty(value);
}
