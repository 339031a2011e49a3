using System.Text;

namespace EventSinks.OpenStack;

/// <summary>
/// How to sign in to a cloud and reach its message service. Immutable, compared by value. Its text names no password, token or secret.
/// </summary>
public sealed record CloudSettings
{
    /// <summary>Gets how to sign in.</summary>
    /// <value>The default is <see cref="AuthenticationKind.Password"/>, as for OpenStack's own clients.</value>
    public AuthenticationKind Authentication { get; init; } = AuthenticationKind.Password;

    /// <summary>Gets Keystone's URL, with or without <c>/v3</c>.</summary>
    public Uri? AuthUrl { get; init; }

    /// <summary>Gets the user's name; it needs the user's domain beside it.</summary>
    public string? UserName { get; init; }

    /// <summary>Gets the user's id.</summary>
    public string? UserId { get; init; }

    /// <summary>Gets the user's password. Never shown.</summary>
    public string? Password { get; init; }

    /// <summary>Gets the name of the user's domain.</summary>
    public string? UserDomainName { get; init; }

    /// <summary>Gets the id of the user's domain.</summary>
    public string? UserDomainId { get; init; }

    /// <summary>Gets the name of the project to sign in to; it needs the project's domain beside it.</summary>
    public string? ProjectName { get; init; }

    /// <summary>Gets the id of the project to sign in to.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Gets the name of the project's domain.</summary>
    public string? ProjectDomainName { get; init; }

    /// <summary>Gets the id of the project's domain.</summary>
    public string? ProjectDomainId { get; init; }

    /// <summary>Gets the name of the domain to sign in to instead of a project.</summary>
    public string? DomainName { get; init; }

    /// <summary>Gets the id of the domain to sign in to instead of a project.</summary>
    public string? DomainId { get; init; }

    /// <summary>Gets whether to sign in to the whole system instead of a project.</summary>
    public bool SystemScope { get; init; }

    /// <summary>Gets the id of the trust to sign in by: its project is the scope, and the user is the trustee.</summary>
    public string? TrustId { get; init; }

    /// <summary>Gets the token to sign in with. Never shown.</summary>
    public string? Token { get; init; }

    /// <summary>Gets the application credential's id.</summary>
    public string? ApplicationCredentialId { get; init; }

    /// <summary>Gets the application credential's name; it needs the user beside it.</summary>
    public string? ApplicationCredentialName { get; init; }

    /// <summary>Gets the application credential's secret. Never shown.</summary>
    public string? ApplicationCredentialSecret { get; init; }

    /// <summary>Gets the region whose endpoints are used; names are case-sensitive.</summary>
    /// <value>The default is null: the first endpoint that the catalog has, whatever its region.</value>
    public string? Region { get; init; }

    /// <summary>Gets which of a service's endpoints is used.</summary>
    /// <value><c>public</c> (the default), <c>internal</c> or <c>admin</c>.</value>
    public string Interface { get; init; } = "public";

    /// <summary>Gets the message service's URL, with or without <c>/v2</c>; it goes before the catalog's.</summary>
    public string? MessagingEndpoint { get; init; }

    /// <summary>Gets a PEM file with the authorities that the servers' certificates may come from.</summary>
    /// <value>The default is null: the machine's own authorities.</value>
    public string? CaCertificateFile { get; init; }

    /// <summary>Gets a PEM file with the client's certificate.</summary>
    public string? ClientCertificateFile { get; init; }

    /// <summary>Gets a PEM file with the client certificate's key.</summary>
    /// <value>The default is null: the key is in <see cref="ClientCertificateFile"/>.</value>
    public string? ClientKeyFile { get; init; }

    /// <summary>Gets whether the servers' certificates are verified.</summary>
    /// <value>The default is true.</value>
    public bool VerifyServer { get; init; } = true;

    // Records print all members: named here is only what anybody may read.
    private bool PrintMembers(StringBuilder text)
    {
        // An address that is none may be anything, a secret too.
        var server = AuthUrl is { IsAbsoluteUri: true } url ? url.Authority
            : OpenStack.MessagingEndpoint.TryParse(MessagingEndpoint, out var endpoint) ? endpoint.Authority
            : "no address";
        text.Append(Authentication).Append(" at ").Append(server);
        return true;
    }
}
