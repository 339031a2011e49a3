using EventSinks.OpenStack.Identity;

namespace EventSinks.OpenStack.Clouds;

/// <summary>Makes <see cref="CloudSettings"/> of a cloud's settings.</summary>
internal sealed class SettingsReader(CloudValues values, MachineFolders machine)
{
    private const string UrlTakes = "Keystone's URL, such as https://keystone.example.com:5000/v3 (http or https, without user, query or fragment)";

    /// <summary>Reads the settings. They are as complete as they can be, also if there is a problem.</summary>
    public CloudSettings Read()
    {
        values.CheckAuth();
        var kind = SignInKind.Of(values);
        var settings = WithTransport(WithScope(WithIdentity(new()
        {
            Authentication = kind?.Authentication ?? AuthenticationKind.Password,
            AuthUrl = kind is { WithoutKeystone: true } ? null : AuthUrl(),
            Region = values.OfCloud("message_region_name", "messaging_region_name", CloudKeys.Region),
            Interface = Interface(),
            MessagingEndpoint = MessagingUrl.Read(values),
        })));
        if (kind is not null)
        {
            new SettingsCheck(settings, values).Check(kind);
            CheckAsSessionDoes(settings);
        }

        return settings;
    }

    // What is missing has been named with the key that it takes here; the rest is what the session would refuse.
    private void CheckAsSessionDoes(CloudSettings settings)
    {
        var problems = new List<string>();
        if (values.Findings.Problem is null && SignInPlanner.Plan(settings, problems) is null)
        {
            values.Findings.Fail($"{values.Origin.Source} cannot be used to sign in: {string.Join("; ", problems)}.");
        }
    }

    private CloudSettings WithIdentity(CloudSettings settings) => settings with
    {
        UserName = values.OfAuth("username", "user_name"),
        UserId = values.OfAuth("user_id"),
        Password = values.OfAuth("password"),
        Token = values.OfAuth("token", "auth_token"),
        ApplicationCredentialId = values.OfAuth("application_credential_id"),
        ApplicationCredentialName = values.OfAuth("application_credential_name"),
        ApplicationCredentialSecret = values.OfAuth("application_credential_secret"),
    };

    // A domain without a project is what to sign in to; beside a project it is the domain of project and user where they have none
    // (openstacksdk, _handle_domain_id). The default domain is for those that have none at all (keystoneauth, identity/generic).
    private CloudSettings WithScope(CloudSettings settings)
    {
        var projectId = values.OfAuth("project_id", "tenant_id");
        var projectName = values.OfAuth("project_name", "tenant_name");
        var (domainId, domainName) = (values.OfAuth("domain_id"), values.OfAuth("domain_name"));
        var (sharedId, sharedName) = (projectId ?? projectName) is null ? (null, null) : (domainId, domainName);
        var user = Domain(values.OfAuth("user_domain_id") ?? sharedId, values.OfAuth("user_domain_name") ?? sharedName);
        var project = Domain(values.OfAuth("project_domain_id") ?? sharedId, values.OfAuth("project_domain_name") ?? sharedName);
        return settings with
        {
            UserDomainId = user.Id,
            UserDomainName = user.Name,
            ProjectId = projectId,
            ProjectName = projectName,
            ProjectDomainId = project.Id,
            ProjectDomainName = project.Name,
            DomainId = sharedId is null ? domainId : null,
            DomainName = sharedName is null ? domainName : null,
            TrustId = values.OfAuth("trust_id"),
            SystemScope = SystemScope(),
        };
    }

    private CloudSettings WithTransport(CloudSettings settings)
    {
        var (verify, insecure) = (values.Flag("verify"), values.Flag("insecure"));
        settings = settings with
        {
            CaCertificateFile = File("cacert"),
            ClientCertificateFile = File("cert"),
            ClientKeyFile = File("key"),
            VerifyServer = verify is not false && insecure is not true,
        };
        if (settings is { VerifyServer: false, CaCertificateFile: not null })
        {
            values.Findings.Warn($"{values.Origin.Name("cacert")} of {values.Origin.Source} counts for nothing: servers are not verified.");
        }

        if (settings is { ClientKeyFile: not null, ClientCertificateFile: null })
        {
            values.Findings.Warn($"{values.Origin.Name("key")} of {values.Origin.Source} counts for nothing without {values.Origin.Name("cert")}.");
        }

        return settings;
    }

    private (string? Id, string? Name) Domain(string? id, string? name) =>
        (id ?? name) is null ? (values.OfAuth("default_domain_id"), values.OfAuth("default_domain_name")) : (id, name);

    private string? File(string key) => values.OfCloud(key) is { } path ? machine.Expand(path) : null;

    private Uri? AuthUrl()
    {
        if (values.OfAuth("auth_url") is not { } text)
        {
            return null;
        }

        if (MessagingEndpoint.TryParse(text, out _))
        {
            return new Uri(text.Trim());
        }

        values.Findings.Fail(values.Origin.Wrong("auth_url", UrlTakes));
        return null;
    }

    private bool SystemScope()
    {
        var scope = values.OfAuth("system_scope");
        if (scope is not (null or "all"))
        {
            values.Findings.Fail(values.Origin.Wrong("system_scope", "'all'"));
        }

        return scope is not null;
    }

    // Of the names of old catalogs, such as internalURL, keystoneauth drops the end.
    private string Interface()
    {
        var name = values.OfCloud(
            "message_endpoint_type", "message_interface", "messaging_endpoint_type", "messaging_interface", "endpoint_type", "interface") ?? "public";
        var known = name.EndsWith("URL", StringComparison.Ordinal) ? name[..^"URL".Length] : name;
        if (known is "public" or "internal" or "admin")
        {
            return known;
        }

        values.Findings.Fail(values.Origin.Wrong("interface", "public, internal or admin"));
        return "public";
    }
}
