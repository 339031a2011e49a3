namespace EventSinks.OpenStack.Clouds;

/// <summary>How somebody signs in, by the words that <c>auth_type</c> takes.</summary>
/// <param name="Authentication">The kind.</param>
/// <param name="WithoutKeystone">Whether Keystone is not asked: nobody signs in, or a token is used as it is.</param>
internal sealed record SignInKind(AuthenticationKind Authentication, bool WithoutKeystone)
{
    private static readonly SignInKind Password = new(AuthenticationKind.Password, false);
    private static readonly SignInKind Token = new(AuthenticationKind.Token, false);
    private static readonly SignInKind TokenAsItIs = new(AuthenticationKind.Token, true);
    private static readonly SignInKind ApplicationCredential = new(AuthenticationKind.ApplicationCredential, false);

    private static readonly Dictionary<string, SignInKind> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["password"] = Password,
        ["v3password"] = Password,
        ["token"] = Token,
        ["v3token"] = Token,
        ["admin_token"] = TokenAsItIs,
        ["token_endpoint"] = TokenAsItIs,
        ["v3applicationcredential"] = ApplicationCredential,
        ["application_credential"] = ApplicationCredential,
        ["none"] = new(AuthenticationKind.None, true),
    };

    /// <summary>Finds out how a cloud wants to be signed in to: as it says, else by what is there.</summary>
    /// <returns>The kind; null if there is a problem.</returns>
    public static SignInKind? Of(CloudValues values)
    {
        var kind = values.OfCloud("auth_type", "auth_plugin") is { } type
            ? Named(type) ?? Unknown(values)
            : ByWhatIsThere(values);

        // A token with nobody to ask is good for the service whose URL is beside it.
        return kind == Token && values.OfAuth("auth_url") is null && MessagingUrl.IsGiven(values) ? TokenAsItIs : kind;
    }

    /// <summary>Gives the kind that a word stands for; null if it stands for none.</summary>
    public static SignInKind? Named(string type) => Known.GetValueOrDefault(type);

    private static SignInKind ByWhatIsThere(CloudValues values)
    {
        if (values.OfAuth("application_credential_id", "application_credential_name", "application_credential_secret") is not null)
        {
            return ApplicationCredential;
        }

        return values.OfAuth("token", "auth_token") is not null ? Token : Password;
    }

    private static SignInKind? Unknown(CloudValues values)
    {
        values.Findings.Fail(values.Origin.Wrong("auth_type", $"one of {string.Join(", ", Known.Keys)}"));
        return null;
    }
}
