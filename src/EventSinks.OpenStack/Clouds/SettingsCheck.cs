namespace EventSinks.OpenStack.Clouds;

/// <summary>Says what is missing to sign in, by the key or variable that it takes here. The rest is for <c>SignInPlanner</c> to say.</summary>
internal sealed class SettingsCheck(CloudSettings settings, CloudValues values)
{
    private const string UrlTakes = "Keystone's URL, such as https://keystone.example.com:5000/v3";

    /// <summary>Checks the settings.</summary>
    /// <param name="kind">How to sign in.</param>
    public void Check(SignInKind kind)
    {
        if (kind.WithoutKeystone)
        {
            Need(settings.MessagingEndpoint, "endpoint", "the message service's URL, such as https://zaqar.example.com:8888");
        }
        else
        {
            Need(settings.AuthUrl, "auth_url", UrlTakes + WithoutKeystoneHint());
        }

        switch (kind.Authentication)
        {
            case AuthenticationKind.Password:
                NeedUser();
                Need(settings.Password, "password", "the user's password");
                break;
            case AuthenticationKind.Token:
                Need(settings.Token, "token", "a token of Keystone");
                break;
            case AuthenticationKind.ApplicationCredential:
                NeedApplicationCredential();
                break;
        }

        if (kind is { WithoutKeystone: false, Authentication: not AuthenticationKind.ApplicationCredential }
            && settings is { ProjectName: not null, ProjectId: null })
        {
            Need(settings.ProjectDomainId ?? settings.ProjectDomainName, "project_domain_name", DomainTakes("project", "project_domain_id"));
        }
    }

    private void NeedApplicationCredential()
    {
        Need(
            settings.ApplicationCredentialId ?? settings.ApplicationCredentialName,
            "application_credential_id",
            $"an application credential's id; or set {Name("application_credential_name")} and the user");
        if (settings.ApplicationCredentialId is null)
        {
            NeedUser();
        }

        Need(settings.ApplicationCredentialSecret, "application_credential_secret", "the application credential's secret");
    }

    private void NeedUser()
    {
        Need(settings.UserName ?? settings.UserId, "username", $"the user's name; or set {Name("user_id")}");
        if (settings.UserId is null)
        {
            Need(settings.UserDomainId ?? settings.UserDomainName, "user_domain_name", DomainTakes("user", "user_domain_id"));
        }
    }

    private string DomainTakes(string owner, string idKey) => $"the name of the {owner}'s domain, such as Default; or set {Name(idKey)}";

    // Somebody who has a message service without Keystone has to say so: else a forgotten auth_url would send events unsigned.
    private string WithoutKeystoneHint() =>
        settings.MessagingEndpoint is not null ? $"; a message service without Keystone needs {Name("auth_type")} none" : "";

    private string Name(string key) => values.Origin.Name(key);

    private void Need(object? value, string key, string takes)
    {
        if (value is null)
        {
            values.Findings.Fail(values.Origin.Lacks(key, takes));
        }
    }
}
