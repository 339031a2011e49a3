namespace EventSinks.OpenStack.Identity;

/// <summary>Settings that sign in, one for each way.</summary>
internal static class SomeSettings
{
    public static CloudSettings Password { get; } = new()
    {
        AuthUrl = new("http://keystone:5000"),
        UserName = "u",
        UserDomainName = "Default",
        Password = "p-secret",
        ProjectName = "demo",
        ProjectDomainId = "default",
    };

    public static CloudSettings GivenToken { get; } = new()
    {
        Authentication = AuthenticationKind.Token,
        AuthUrl = new("http://keystone:5000"),
        Token = "given-secret",
    };

    public static CloudSettings Credential { get; } = new()
    {
        Authentication = AuthenticationKind.ApplicationCredential,
        AuthUrl = new("http://keystone:5000"),
        ApplicationCredentialId = "c1",
        ApplicationCredentialSecret = "c-secret",
    };

    public static CloudSettings Nobody { get; } = new() { Authentication = AuthenticationKind.None, MessagingEndpoint = "http://zaqar:8888" };
}
