using EventSinks.OpenStack;

namespace EventSinks.Zaqar.Connections;

/// <summary>Makes settings to sign in with out of a stack's credential; what it does not say is as at the operator's cloud.</summary>
internal static class StackClouds
{
    /// <summary>Gives the settings for a token: it is used as it is, and Keystone, where it is known, says which project it is for.</summary>
    public static CloudSettings OfToken(StackCredential token, CloudSettings cloud, Uri? authUrl) => new()
    {
        Authentication = AuthenticationKind.Token,
        Token = token.Secret,
        AuthUrl = authUrl,
        Region = token.Attribute("region") ?? cloud.Region,
        Interface = cloud.Interface,
        MessagingEndpoint = token.Attribute("endpoint") ?? cloud.MessagingEndpoint,
        CaCertificateFile = cloud.CaCertificateFile,
        ClientCertificateFile = cloud.ClientCertificateFile,
        ClientKeyFile = cloud.ClientKeyFile,
        VerifyServer = cloud.VerifyServer,
    };

    /// <summary>Gives the settings for a trust: the operator's user is the trustee, and the trust is the scope instead of the user's own.</summary>
    public static CloudSettings OfTrust(StackCredential trust, CloudSettings trustee) => trustee with
    {
        TrustId = trust.Secret,
        Region = trust.Attribute("region") ?? trustee.Region,
        MessagingEndpoint = trust.Attribute("endpoint") ?? trustee.MessagingEndpoint,
        ProjectId = null,
        ProjectName = null,
        ProjectDomainId = null,
        ProjectDomainName = null,
        DomainId = null,
        DomainName = null,
        SystemScope = false,
    };
}
