using System.Net;
using EventSinks.Integration.Support;
using EventSinks.OpenStack;

namespace EventSinks.Integration.OpenStack;

/// <summary>Every way to sign in that the documentation names, at a real Keystone, with settings as a host has them.</summary>
[Category(ZaqarServer.Category)]
[Parallelizable(ParallelScope.All)]
public sealed class SigningInTests
{
    private const string Unauthorized = "HTTP 401 Unauthorized: The request you have made requires authentication. "
        + "Check the user or credential, its secret, the domains and the project.";

    [Test]
    public async Task GetAccess_ByAPasswordAndNames_IsForTheProject()
    {
        var cloud = await Cloud.ReadAsync();

        await AssertIsForAsync(cloud, "service", cloud.Operator());
    }

    [Test]
    public async Task GetAccess_ByAPasswordAndIds_IsForTheProject([Values("alpha", "beta")] string project)
    {
        var cloud = await Cloud.ReadAsync();

        await AssertIsForAsync(cloud, project, cloud.SettingsOf("carol", project));
    }

    [Test]
    public async Task GetAccess_ByAnApplicationCredentialsId_IsForItsProject()
    {
        var cloud = await Cloud.ReadAsync();

        await AssertIsForAsync(cloud, "alpha", new()
        {
            ["auth_url"] = cloud.Accounts.AuthUrl.ToString(),
            ["application_credential_id"] = cloud.Accounts.ApplicationCredential.Id,
            ["application_credential_secret"] = cloud.Accounts.ApplicationCredential.Secret,
        });
    }

    [Test]
    public async Task GetAccess_ByAnApplicationCredentialsNameAndItsUser_IsForItsProject()
    {
        var cloud = await Cloud.ReadAsync();

        await AssertIsForAsync(cloud, "alpha", new()
        {
            ["auth_url"] = cloud.Accounts.AuthUrl.ToString(),
            ["application_credential_name"] = cloud.Accounts.ApplicationCredential.Name,
            ["application_credential_secret"] = cloud.Accounts.ApplicationCredential.Secret,
            ["username"] = "alice",
            ["user_domain_name"] = "Default",
        });
    }

    [Test]
    public async Task GetAccess_ByATokenAndAProject_IsANewTokenForIt()
    {
        var cloud = await Cloud.ReadAsync();
        var unscoped = await cloud.SignInAsync("carol", projectId: null);

        var access = await AssertIsForAsync(cloud, "beta", new()
        {
            ["auth_url"] = cloud.Accounts.AuthUrl.ToString(),
            ["token"] = unscoped,
            ["project_id"] = cloud.Accounts.ProjectIds["beta"],
        });

        Assert.That(access.Token, Is.Not.EqualTo(unscoped));
    }

    [Test]
    public async Task GetAccess_ByATokenAsItIs_LearnsItsProjectAndItsCatalog()
    {
        var cloud = await Cloud.ReadAsync();
        var token = await cloud.SignInToAsync("alice", "alpha");

        var access = await AssertIsForAsync(cloud, "alpha", new() { ["auth_url"] = cloud.Accounts.AuthUrl.ToString(), ["token"] = token });

        Assert.That(access.Token, Is.EqualTo(token));
        Assert.That(access.ExpiresAt, Is.Not.Null);
    }

    [Test]
    public async Task GetAccess_ByATrust_IsForTheProjectOfWhoGaveIt([Values("alice", "bob")] string trustor)
    {
        var cloud = await Cloud.ReadAsync();

        await AssertIsForAsync(cloud, trustor is "alice" ? "alpha" : "beta", Trustee(cloud, "engine", trustor));
    }

    [Test]
    public async Task Send_WithoutSigningIn_IsRefusedByTheService()
    {
        var cloud = await Cloud.ReadAsync();
        var values = new Dictionary<string, string?> { ["auth_type"] = "none", ["endpoint"] = cloud.Accounts.MessagingUrl.ToString() };
        var session = Cloud.Session(values);

        var access = await session.GetAccessAsync(CancellationToken.None);

        Assert.That((access.Token, access.GetMessagingUrl()), Is.EqualTo(((string?)null, cloud.Accounts.MessagingUrl.ToString())));
        Assert.That(await PostAsync(cloud, access), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("RegionOne", "public")]
    [TestCase("RegionOne", "internalURL")]
    [TestCase("RegionTwo", "public")]
    public async Task GetAccess_WithARegion_FindsItsZaqar(string region, string wanted)
    {
        var cloud = await Cloud.ReadAsync();

        await AssertIsForAsync(cloud, "alpha", new(cloud.SettingsOf("alice", "alpha")) { ["region_name"] = region, ["interface"] = wanted });
    }

    [Test]
    public async Task GetAccess_WithARegionThatLacksTheInterface_NamesTheRegionsThatHaveIt()
    {
        // Only RegionOne has internal endpoints: so it is RegionTwo that is looked at, and nothing else.
        var cloud = await Cloud.ReadAsync();
        var session = Cloud.Session(
            new Dictionary<string, string?>(cloud.SettingsOf("alice", "alpha")) { ["region_name"] = "RegionTwo", ["interface"] = "internal" });

        var access = await session.GetAccessAsync(CancellationToken.None);

        Assert.That(
            () => access.GetMessagingUrl(),
            Throws.TypeOf<OpenStackException>().With.Property(nameof(OpenStackException.Failure)).EqualTo(OpenStackFailure.NoEndpoint)
                .And.Message.EndsWith("Its regions: RegionOne."));
    }

    [Test]
    public async Task GetAccess_WithAWrongPassword_IsRefusedInKeystonesWords()
    {
        var cloud = await Cloud.ReadAsync();

        await AssertRefusedAsync(
            cloud,
            new(cloud.Operator()) { ["password"] = "not-the-password" },
            Unauthorized,
            "not-the-password");
    }

    [Test]
    public async Task GetAccess_WithAWrongSecretOfAnApplicationCredential_IsRefusedInKeystonesWords()
    {
        var cloud = await Cloud.ReadAsync();
        var values = new Dictionary<string, string?>
        {
            ["auth_url"] = cloud.Accounts.AuthUrl.ToString(),
            ["application_credential_id"] = cloud.Accounts.ApplicationCredential.Id,
            ["application_credential_secret"] = "not-the-secret",
        };

        await AssertRefusedAsync(
            cloud,
            values,
            Unauthorized,
            "not-the-secret");
    }

    [TestCase("no-such-project")]
    [TestCase("beta")]
    public async Task GetAccess_ToAProjectThatIsNotTheUsers_IsRefusedInKeystonesWords(string project)
    {
        var cloud = await Cloud.ReadAsync();
        var values = cloud.SettingsOf("alice", "alpha");
        values["project_id"] = null;
        values["project_name"] = project;
        values["project_domain_name"] = "Default";

        await AssertRefusedAsync(
            cloud,
            values,
            Unauthorized,
            values["password"]!);
    }

    [Test]
    public async Task GetAccess_ByATrustThatSomebodyElseWasGiven_IsRefusedInKeystonesWords()
    {
        var cloud = await Cloud.ReadAsync();

        await AssertRefusedAsync(
            cloud,
            Trustee(cloud, "bob", "alice"),
            "HTTP 403 Forbidden: You are not authorized to perform the requested action.",
            cloud.Accounts.Users["bob"].Password);
    }

    [Test]
    public async Task GetAccess_ByATokenThatKeystoneDoesNotKnow_IsRefusedAndSaysWhatToDo()
    {
        var cloud = await Cloud.ReadAsync();

        var error = await FailAsync(
            new Dictionary<string, string?> { ["auth_url"] = cloud.Accounts.AuthUrl.ToString(), ["token"] = "t0ken-of-nobody" });

        Assert.That(error.Failure, Is.EqualTo(OpenStackFailure.Refused));
        Assert.That(error.Message, Does.Contain("The token that was given has ended or is not one of this cloud's"));
        Assert.That(error.ToString(), Does.Not.Contain("t0ken-of-nobody"));
    }

    private static Dictionary<string, string?> Trustee(Cloud cloud, string trustee, string trustor) => new()
    {
        ["auth_url"] = cloud.Accounts.AuthUrl.ToString(),
        ["user_id"] = cloud.Accounts.Users[trustee].Id,
        ["password"] = cloud.Accounts.Users[trustee].Password,
        ["trust_id"] = cloud.Accounts.TrustIds[trustor],
    };

    /// <summary>Signs in, and asserts that what Zaqar takes from it goes to this project.</summary>
    private static async Task<OpenStackAccess> AssertIsForAsync(Cloud cloud, string project, Dictionary<string, string?> values)
    {
        var access = await Cloud.Session(values).GetAccessAsync(CancellationToken.None);

        Assert.That(access.ProjectId, Is.EqualTo(cloud.Accounts.ProjectIds[project]));
        Assert.That(new Uri(access.GetMessagingUrl()), Is.EqualTo(cloud.Accounts.MessagingUrl));
        Assert.That(await PostAsync(cloud, access), Is.EqualTo(HttpStatusCode.Created));
        return access;
    }

    private static async Task AssertRefusedAsync(Cloud cloud, Dictionary<string, string?> values, string words, string secret)
    {
        var error = await FailAsync(values);

        Assert.That(error.Failure, Is.EqualTo(OpenStackFailure.Refused));
        Assert.That(error.Message, Is.EqualTo($"Keystone at {cloud.Accounts.AuthUrl.Authority} refuses to sign in: {words}"));
        Assert.That(error.ToString(), Does.Not.Contain(secret));
    }

    private static async Task<OpenStackException> FailAsync(IReadOnlyDictionary<string, string?> values) =>
        (await Assert.ThrowsAsync<OpenStackException>(async () => await Cloud.Session(values).GetAccessAsync(CancellationToken.None)))!;

    private static async Task<HttpStatusCode> PostAsync(Cloud cloud, OpenStackAccess access) =>
        (await cloud.AskZaqarAsync(HttpMethod.Post, $"queues/{Cloud.NewQueueName()}/messages", access.Token, Cloud.Messages("1"))).Status;
}
