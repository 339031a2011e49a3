using System.Text.Json.Nodes;

namespace EventSinks.OpenStack.Identity;

[Parallelizable(ParallelScope.All)]
public sealed class SignInPlannerTests
{
    private const string PasswordOf = """{"auth":{"identity":{"methods":["password"],"password":{"user":{"id":"u1","password":"p-secret"}}}""";

    private static readonly CloudSettings ById = new() { AuthUrl = new("http://keystone:5000"), UserId = "u1", Password = "p-secret" };

    private static IEnumerable<TestCaseData<CloudSettings, string>> Questions()
    {
        yield return new(
            SomeSettings.Password,
            """
            {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"u","domain":{"name":"Default"},"password":"p-secret"}}},
            "scope":{"project":{"name":"demo","domain":{"id":"default"}}}}}
            """);
        yield return new(
            SomeSettings.Password with { UserDomainId = "d1", ProjectDomainName = "Default", ProjectDomainId = "" },
            """
            {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"u","domain":{"id":"d1"},"password":"p-secret"}}},
            "scope":{"project":{"name":"demo","domain":{"name":"Default"}}}}}
            """);
        yield return new(SomeSettings.Password with { UserId = "u1", ProjectId = "p1" }, PasswordOf + ""","scope":{"project":{"id":"p1"}}}}""");
        yield return new(ById, PasswordOf + "}}");
        yield return new(ById with { ProjectDomainName = "alone" }, PasswordOf + "}}");
        yield return new(ById with { DomainName = "d" }, PasswordOf + ""","scope":{"domain":{"name":"d"}}}}""");
        yield return new(ById with { DomainId = "d1", DomainName = "d" }, PasswordOf + ""","scope":{"domain":{"id":"d1"}}}}""");
        yield return new(ById with { SystemScope = true }, PasswordOf + ""","scope":{"system":{"all":true}}}}""");
        yield return new(ById with { TrustId = "t" }, PasswordOf + ""","scope":{"OS-TRUST:trust":{"id":"t"}}}}""");
        yield return new(
            SomeSettings.GivenToken with { ProjectId = "p1" },
            """{"auth":{"identity":{"methods":["token"],"token":{"id":"given-secret"}},"scope":{"project":{"id":"p1"}}}}""");
        yield return new(
            SomeSettings.Credential,
            """{"auth":{"identity":{"methods":["application_credential"],"application_credential":{"id":"c1","secret":"c-secret"}}}}""");
        yield return new(
            SomeSettings.Credential with { ApplicationCredentialId = null, ApplicationCredentialName = "n", UserName = "u", UserDomainId = "d1" },
            """
            {"auth":{"identity":{"methods":["application_credential"],
            "application_credential":{"name":"n","secret":"c-secret","user":{"name":"u","domain":{"id":"d1"}}}}}}
            """);
        yield return new(
            SomeSettings.Credential with { ApplicationCredentialId = null, ApplicationCredentialName = "n", UserId = "u1" },
            """
            {"auth":{"identity":{"methods":["application_credential"],
            "application_credential":{"name":"n","secret":"c-secret","user":{"id":"u1"}}}}}
            """);
    }

    private static IEnumerable<TestCaseData<CloudSettings, string[]>> Faults()
    {
        var password = SomeSettings.Password;
        var credential = SomeSettings.Credential;
        yield return new(new CloudSettings(), ["auth_url (OS_AUTH_URL)", "username or user_id (OS_USERNAME or OS_USER_ID)", "password (OS_PASSWORD)"]);
        yield return new(password with { UserDomainName = null }, ["user_domain_name or user_domain_id (OS_USER_DOMAIN_NAME or OS_USER_DOMAIN_ID)"]);
        yield return new(password with { ProjectDomainId = "" }, ["project_domain_name or project_domain_id"]);
        yield return new(password with { Password = "" }, ["password (OS_PASSWORD) is missing"]);
        yield return new(password with { DomainId = "d" }, ["a project and a domain"]);
        yield return new(password with { SystemScope = true, TrustId = "t" }, ["a project and the system and a trust"]);
        yield return new(password with { AuthUrl = new("ftp://keystone") }, ["http or https"]);
        yield return new(password with { AuthUrl = new("http://u:p-secret@keystone") }, ["without user"]);
        yield return new(password with { AuthUrl = new("http://keystone?a=p-secret") }, ["without user, query"]);
        yield return new(credential with { ProjectId = "p1" }, ["has its project already", "a project"]);
        yield return new(credential with { ApplicationCredentialSecret = null }, ["application_credential_secret (OS_APPLICATION_CREDENTIAL_SECRET)"]);
        yield return new(credential with { ApplicationCredentialId = null }, ["application_credential_id or application_credential_name"]);
        yield return new(credential with { ApplicationCredentialId = null, ApplicationCredentialName = "n" }, ["username or user_id"]);
        yield return new(SomeSettings.GivenToken with { Token = null }, ["token (OS_TOKEN) is missing"]);
        yield return new(SomeSettings.GivenToken with { Token = "given-secret\n" }, ["token (OS_TOKEN)", "visible ASCII"]);
        yield return new(SomeSettings.GivenToken with { AuthUrl = null }, ["set OS_ENDPOINT"]);
        yield return new(SomeSettings.Nobody with { MessagingEndpoint = "" }, ["set OS_ENDPOINT"]);
        yield return new(password with { Authentication = (AuthenticationKind)99 }, ["99"]);
    }

    [TestCaseSource(nameof(Questions))]
    public void Plan_OfGoodSettings_AsksAsKeystoneDocumentsIt(CloudSettings settings, string expected)
    {
        var problems = new List<string>();

        var plan = SignInPlanner.Plan(settings, problems);

        Assert.That(problems, Is.Empty);
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(plan!.Question), JsonNode.Parse(expected)), Is.True, () => System.Text.Encoding.UTF8.GetString(plan.Question!));
    }

    [TestCaseSource(nameof(Faults))]
    public void Plan_OfBadSettings_NamesAllThatIsWrongAndNoSecret(CloudSettings settings, string[] expected)
    {
        var problems = new List<string>();

        Assert.That(SignInPlanner.Plan(settings, problems), Is.Null);

        var text = string.Join("; ", problems);
        Assert.That(expected.Where(part => !text.Contains(part, StringComparison.Ordinal)), Is.Empty, text);
        Assert.That(text, Does.Not.Contain("-secret"));
        Assert.That(problems, Has.Count.LessThanOrEqualTo(3));
    }

    [TestCase("keystone")]
    [TestCase("/v3")]
    public void Plan_OfARelativeUrl_AsksForAWholeOne(string url)
    {
        var problems = new List<string>();

        Assert.That(SignInPlanner.Plan(SomeSettings.Password with { AuthUrl = new(url, UriKind.Relative) }, problems), Is.Null);
        Assert.That(problems.Single(), Does.Contain("auth_url (OS_AUTH_URL)").And.Contain("http or https"));
    }

    [TestCase("http://k:5000", "http://k:5000/v3/auth/tokens")]
    [TestCase("http://k:5000/", "http://k:5000/v3/auth/tokens")]
    [TestCase("http://k:5000/v3", "http://k:5000/v3/auth/tokens")]
    [TestCase("http://k:5000/v3//", "http://k:5000/v3/auth/tokens")]
    [TestCase("https://k/identity", "https://k/identity/v3/auth/tokens")]
    [TestCase("https://k/identity/v3/", "https://k/identity/v3/auth/tokens")]
    [TestCase("https://k.v3", "https://k.v3/v3/auth/tokens")]
    [TestCase("http://[::1]:5000/v3", "http://[::1]:5000/v3/auth/tokens")]
    public void Plan_AnyWayToWriteTheUrl_AsksAtTheSamePlace(string url, string expected)
    {
        var plan = SignInPlanner.Plan(SomeSettings.Password with { AuthUrl = new(url) }, []);

        Assert.That(plan!.TokensUrl!.AbsoluteUri, Is.EqualTo(expected));
    }

    [Test]
    public void Plan_OfATokenWithoutScope_AsksAboutIt()
    {
        var plan = SignInPlanner.Plan(SomeSettings.GivenToken, [])!;
        using var request = plan.ToRequest();

        Assert.That(plan.GivesNewTokens, Is.False);
        Assert.That(request.Method, Is.EqualTo(HttpMethod.Get));
        Assert.That(request.RequestUri!.AbsoluteUri, Is.EqualTo("http://keystone:5000/v3/auth/tokens"));
        Assert.That(request.Headers.GetValues("X-Auth-Token"), Is.EqualTo(["given-secret"]));
        Assert.That(request.Headers.GetValues("X-Subject-Token"), Is.EqualTo(["given-secret"]));
    }
}
