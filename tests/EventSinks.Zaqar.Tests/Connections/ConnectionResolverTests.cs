using EventSinks.Zaqar.Support;

namespace EventSinks.Zaqar.Connections;

[Parallelizable(ParallelScope.All)]
public sealed class ConnectionResolverTests
{
    private static readonly StackIdentity WithoutProject = new("id", "name");

    [Test]
    public async Task Resolve_WithoutAuthentication_UsesTheStacksProjectBeforeTheVariable()
    {
        var variables = Variables(("OS_AUTH_TYPE", "none"), ("OS_ENDPOINT", "http://z:1"), ("OS_PROJECT_ID", "fallback"), ("OS_TOKEN", "unused"));

        Assert.That(await ConnectionAsync(variables), Is.EqualTo(("z:1", "demo", (string?)null)));
        Assert.That(await ConnectionAsync(variables, stack: WithoutProject), Is.EqualTo(("z:1", "fallback", (string?)null)));
    }

    [TestCase(null)]
    [TestCase("token")]
    [TestCase("v3token")]
    public async Task Resolve_WithATokenInTheVariables_UsesIt(string? authType) =>
        Assert.That(
            await ConnectionAsync(Variables(("OS_AUTH_TYPE", authType), ("OS_ENDPOINT", "http://z:1"), ("OS_TOKEN", "t"))),
            Is.EqualTo(("z:1", "demo", "t")));

    [Test]
    public async Task Resolve_WithACredentialOfTheStack_PrefersItToTheVariables() =>
        Assert.That(
            await ConnectionAsync(Variables(("OS_TOKEN", "ambient"), ("OS_ENDPOINT", "http://z:1")), Token("own", ("endpoint", "http://own:2/v2"), ("project_id", "p2"))),
            Is.EqualTo(("own:2", "p2", "own")));

    [Test]
    public async Task Resolve_WithACredentialWithoutAttributes_TakesTheStacksProjectAndTheAmbientEndpoint() =>
        Assert.That(await ConnectionAsync(Variables(("OS_ENDPOINT", "http://z:1")), Token("own")), Is.EqualTo(("z:1", "demo", "own")));

    [Test]
    public async Task Resolve_WhereAmbientSettingsAreNotAllowed_NeverUsesThem()
    {
        var variables = Variables(("OS_AUTH_TYPE", "none"), ("OS_ENDPOINT", "http://z:1"), ("OS_TOKEN", "t"));

        Assert.That((await ResolveAsync(variables, null, ambient: false)).Problem, Does.Contain("does not allow"));
        Assert.That((await ResolveAsync(variables, Token("own"), ambient: false)).Problem, Does.Contain("names no endpoint"));
    }

    [TestCase(null, null, null, "set OS_AUTH_TYPE=none")]
    [TestCase("none", null, null, "OS_ENDPOINT is not set")]
    [TestCase("token", "http://z:1", null, "OS_TOKEN")]
    [TestCase("password", "http://z:1", "t", "OS_AUTH_TYPE is 'password'")]
    [TestCase("none", "zaqar:8888", null, "OS_ENDPOINT is not a URL")]
    [TestCase(null, "http://z:1", "to\nken", "the token has characters")]
    public async Task Resolve_WithoutUsableSettings_SaysWhatToSet(string? authType, string? endpoint, string? token, string expected)
    {
        var answer = await ResolveAsync(Variables(("OS_AUTH_TYPE", authType), ("OS_ENDPOINT", endpoint), ("OS_TOKEN", token)), null, ambient: true);

        Assert.That(answer.Connection, Is.Null);
        Assert.That(answer.Problem, Does.Contain(expected));
    }

    [Test]
    public async Task Resolve_OfAProblem_ShowsNoSecret()
    {
        var answer = await ResolveAsync(Variables(("OS_TOKEN", "s3cret\n1"), ("OS_ENDPOINT", "http://user:s3cret@z")), null, ambient: true);

        Assert.That(answer.Problem, Is.Not.Null.And.Not.Contain("s3cret"));
    }

    [Test]
    public async Task Resolve_OfAProjectThatNoHeaderCanCarry_SaysSo() =>
        Assert.That(
            (await ResolveAsync(Variables(("OS_AUTH_TYPE", "none"), ("OS_ENDPOINT", "http://z:1")), null, true, new("id", "name", "pr\r\noject"))).Problem,
            Does.Contain("project's id"));

    [Test]
    public async Task ToString_OfAConnection_NeverShowsTheToken() =>
        Assert.That((await ResolveAsync(Variables(("OS_TOKEN", "s3cret"), ("OS_ENDPOINT", "http://z:1")), null, true)).ToString(), Does.Not.Contain("s3cret"));

    private static Func<string, string?> Variables(params (string Name, string? Value)[] variables) =>
        name => variables.FirstOrDefault(variable => variable.Name == name).Value;

    private static StackCredential Token(string secret, params (string Name, string Value)[] attributes) =>
        new(StackCredentialKinds.OpenStackToken, secret, attributes.ToDictionary(pair => pair.Name, pair => pair.Value));

    private static async Task<(string Authority, string? Project, string? Token)> ConnectionAsync(
        Func<string, string?> variables, StackCredential? credential = null, StackIdentity? stack = null)
    {
        var answer = await ResolveAsync(variables, credential, ambient: true, stack);
        Assert.That(answer.Problem, Is.Null);
        return (answer.Connection!.Endpoint.Authority, answer.Connection.ProjectId, answer.Connection.Token);
    }

    private static async Task<ConnectionAnswer> ResolveAsync(
        Func<string, string?> variables, StackCredential? credential, bool ambient, StackIdentity? stack = null) =>
        await new ConnectionResolver(stack ?? Some.Stack, new FixedCredentials(ambient, credential), variables).ResolveAsync(CancellationToken.None);
}
