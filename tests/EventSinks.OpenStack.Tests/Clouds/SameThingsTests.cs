namespace EventSinks.OpenStack.Clouds;

/// <summary>The host's configuration over a cloud of clouds.yaml that says the same thing by another key.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SameThingsTests
{
    private const string User = "auth_url: 'https://k', username: u, user_domain_name: Default";

    [TestCase("project_id: abc", "ops", null, "project_name=ops", "project_domain_name=Default")]
    [TestCase("tenant_id: abc", "ops", null, "tenant_name=ops", "project_domain_name=Default")]
    [TestCase("project_name: demo, project_domain_name: D", null, "abc", "project_id=abc")]
    public void ReadValues_AProject_ReplacesTheFiles(string file, string? name, string? id, params string[] host)
    {
        var settings = Read($"{User}, password: p, {file}", host: host).Require();

        Assert.That((settings.ProjectName, settings.ProjectId), Is.EqualTo((name, id)));
    }

    [TestCase("project_domain_id: d", "Default", null, "project_domain_name=Default")]
    [TestCase("project_domain_name: D", null, "default", "project_domain_id=default")]
    [TestCase("domain_id: d", "Default", null, "project_domain_name=Default")]
    [TestCase("domain_name: D", null, "default", "project_domain_id=default")]
    [TestCase("project_domain_id: d", "Default", null, "domain_name=Default")]
    [TestCase("project_domain_id: d", "Default", null, "domain_name=Default", "project_name=ops")]
    public void ReadValues_AProjectsDomain_ReplacesTheFiles(string file, string? name, string? id, params string[] host)
    {
        var settings = Read($"{User}, password: p, project_name: demo, {file}", host: host).Require();

        Assert.That((settings.ProjectDomainName, settings.ProjectDomainId), Is.EqualTo((name, id)));
    }

    [TestCase("user_id: abc", "ops", null, "username=ops", "user_domain_name=Default")]
    [TestCase("user_id: abc", "ops", null, "user_name=ops", "user_domain_name=Default")]
    [TestCase("username: demo, user_domain_name: D", null, "abc", "user_id=abc")]
    public void ReadValues_AUser_ReplacesTheFiles(string file, string? name, string? id, params string[] host)
    {
        var settings = Read($"auth_url: 'https://k', password: p, {file}", host: host).Require();

        Assert.That((settings.UserName, settings.UserId), Is.EqualTo((name, id)));
    }

    [TestCase("user_domain_id: d", "Default", null, "user_domain_name=Default")]
    [TestCase("user_domain_name: D", null, "default", "user_domain_id=default")]
    [TestCase("domain_id: d, project_id: p", "Default", null, "user_domain_name=Default")]
    [TestCase("default_domain_id: d", "Default", null, "default_domain_name=Default")]
    [TestCase("default_domain_name: D", null, "default", "default_domain_id=default")]
    [TestCase("user_domain_id: d, project_id: p", "Default", null, "domain_name=Default")]
    public void ReadValues_AUsersDomain_ReplacesTheFiles(string file, string? name, string? id, params string[] host)
    {
        var settings = Read($"auth_url: 'https://k', password: p, username: u, {file}", host: host).Require();

        Assert.That((settings.UserDomainName, settings.UserDomainId), Is.EqualTo((name, id)));
    }

    [Test]
    public void ReadValues_AnotherUsersDomain_LeavesTheProjectsThatBothShared()
    {
        var settings = Read("auth_url: 'https://k', password: p, username: u, project_name: demo, domain_id: d", host: "user_domain_name=U").Require();

        Assert.That((settings.UserDomainName, settings.ProjectDomainId, settings.DomainId), Is.EqualTo(("U", "d", (string?)null)));
    }

    [TestCase("trust_id: t", "project_id=p", ExpectedResult = "p   False")]
    [TestCase("system_scope: all", "project_id=p", ExpectedResult = "p   False")]
    [TestCase("domain_id: d", "project_id=p", ExpectedResult = "p   False")]
    [TestCase("project_id: p", "trust_id=t", ExpectedResult = " t  False")]
    [TestCase("domain_id: d", "trust_id=t", ExpectedResult = " t  False")]
    [TestCase("project_id: p", "system_scope=all", ExpectedResult = "   True")]
    [TestCase("trust_id: t", "system_scope=all", ExpectedResult = "   True")]
    [TestCase("trust_id: t", "domain_id=d", ExpectedResult = "  d False")]
    [TestCase("domain_name: D", "domain_id=d", ExpectedResult = "  d False")]
    public string ReadValues_AScope_ReplacesTheFiles(string file, string host)
    {
        var settings = Read($"{User}, password: p, {file}", host: host).Require();

        Assert.That(settings.DomainName, Is.Null);
        return $"{settings.ProjectId} {settings.TrustId} {settings.DomainId} {settings.SystemScope}";
    }

    [TestCase("token: t", "", "password=p")]
    [TestCase("token: t", "auth_type: token", "password=p")]
    [TestCase("application_credential_id: a, application_credential_secret: s", "", "username=ops", "password=p")]
    [TestCase("application_credential_id: a, application_credential_secret: s", "auth_type: v3applicationcredential", "password=p", "project_id=p")]
    [TestCase("password: p", "auth_type: none, endpoint: 'http://z'", "password=p")]
    [TestCase("password: p, token: t", "auth_plugin: token", "auth_type=password")]
    public void ReadValues_APassword_ReplacesTheFilesWayToSignIn(string file, string more, params string[] host)
    {
        var settings = Read($"{User}, {file}", more, host).Require();

        Assert.That((settings.Authentication, settings.Password), Is.EqualTo((AuthenticationKind.Password, "p")));
        Assert.That(new[] { settings.Token, settings.ApplicationCredentialId, settings.ApplicationCredentialSecret }, Is.All.Null);
    }

    [TestCase("password: p, project_id: p", "", "a", null, "application_credential_id=a", "application_credential_secret=s")]
    [TestCase("password: p, project_id: p", "auth_type: password", "a", null, "application_credential_id=a", "application_credential_secret=s")]
    [TestCase("token: t, trust_id: t", "auth_plugin: token", "a", null, "application_credential_id=a", "application_credential_secret=s")]
    [TestCase(
        "application_credential_id: x, application_credential_secret: x", "", null, "n", "application_credential_name=n", "application_credential_secret=s")]
    [TestCase(
        "application_credential_name: x, application_credential_secret: x", "", "a", null, "application_credential_id=a", "application_credential_secret=s")]
    [TestCase("application_credential_id: a", "auth_type: v3applicationcredential", "a", null, "application_credential_secret=s")]
    public void ReadValues_AnApplicationCredential_ReplacesTheFilesWayToSignIn(
        string file, string more, string? id, string? name, params string[] host)
    {
        var settings = Read($"{User}, {file}", more, host).Require();

        Assert.That(
            (settings.Authentication, settings.ApplicationCredentialId, settings.ApplicationCredentialName, settings.ApplicationCredentialSecret),
            Is.EqualTo((AuthenticationKind.ApplicationCredential, id, name, "s")));
        Assert.That(new[] { settings.Password, settings.Token, settings.ProjectId, settings.TrustId }, Is.All.Null);
    }

    [Test]
    public void ReadValues_ATokenOverOneThatIsUsedAsItIs_IsUsedAsItIs()
    {
        var settings = Read("token: old", "auth_type: admin_token, endpoint: 'http://z'", "token=new").Require();

        Assert.That((settings.Authentication, settings.Token, settings.AuthUrl), Is.EqualTo((AuthenticationKind.Token, "new", (Uri?)null)));
    }

    [TestCase("messaging_endpoint_override: 'http://a'", "endpoint=http://b")]
    [TestCase("message_endpoint: 'http://a'", "url=http://b")]
    [TestCase("endpoint: 'http://a'", "messaging_endpoint_override=http://b")]
    public void ReadValues_AnEndpoint_ReplacesTheFiles(string file, string host) =>
        Assert.That(Read($"{User}, password: p", file, host).Require().MessagingEndpoint, Is.EqualTo("http://b"));

    [TestCase("message_interface: admin", "interface=internal")]
    [TestCase("messaging_endpoint_type: admin", "endpoint_type=internal")]
    [TestCase("interface: admin, endpoint_type: admin", "message_interface=internal")]
    public void ReadValues_AnInterface_ReplacesTheFiles(string file, string host) =>
        Assert.That(Read($"{User}, password: p", file, host).Require().Interface, Is.EqualTo("internal"));

    [TestCase("messaging_region_name: R1", "region_name=R2")]
    [TestCase("message_region_name: R1, region_name: R1", "region_name=R2")]
    [TestCase("region_name: R1", "messaging_region_name=R2")]
    [TestCase("message_region_name: R1, regions: [R1, R2]", "region_name=R2")]
    public void ReadValues_ARegion_ReplacesTheFiles(string file, string host) =>
        Assert.That(Read($"{User}, password: p", file, host).Require().Region, Is.EqualTo("R2"));

    [TestCase("insecure: true", "verify=true", true)]
    [TestCase("verify: false", "insecure=false", true)]
    [TestCase("verify: true", "insecure=true", false)]
    [TestCase("insecure: false", "verify=false", false)]
    public void ReadValues_WhetherToVerify_ReplacesTheFiles(string file, string host, bool expected) =>
        Assert.That(Read($"{User}, password: p", file, host).Require().VerifyServer, Is.EqualTo(expected));

    [TestCase("cert=/new", "/new", null)]
    [TestCase("key=/new", "/old", "/new")]
    public void ReadValues_ACertificate_IsNotPairedWithTheFilesKey(string host, string certificate, string? key)
    {
        var settings = Read($"{User}, password: p", "cert: /old, key: /old-key", host).Require();

        Assert.That((settings.ClientCertificateFile, settings.ClientKeyFile), Is.EqualTo((certificate, key)));
    }

    private static CloudReading Read(string auth, string more = "", params string[] host)
    {
        using var machine = new CloudMachine().WithCloud(more, auth);
        return machine.Reader.ReadValues(host
            .Append("cloud=prod")
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => (string?)pair[1], StringComparer.Ordinal));
    }
}
