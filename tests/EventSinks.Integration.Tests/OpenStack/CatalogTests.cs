using System.Net;
using EventSinks.Dispatch;
using EventSinks.Integration.Support;

namespace EventSinks.Integration.OpenStack;

/// <summary>Where the catalog does not lead to Zaqar: what the stack's user is told.</summary>
[Category(ZaqarServer.Category)]
[Parallelizable(ParallelScope.All)]
public sealed class CatalogTests
{
    [Test]
    public async Task Deliver_ToARegionThatIsNotThere_NamesTheOnesThatAre()
    {
        var cloud = await Cloud.ReadAsync();
        var section = cloud.Operator();
        section["region_name"] = "RegionThree";

        var reason = await FailAsync(
            section,
            new(StackCredentialKinds.OpenStackTrust, cloud.Accounts.TrustIds["alice"]),
            cloud.Accounts.ProjectIds["alpha"]);

        Assert.That(
            reason, Does.Contain("no endpoint for interface 'public' in region 'RegionThree'").And.EndsWith("Its regions: RegionOne, RegionTwo."));
    }

    [Test]
    public async Task Deliver_WithACatalogWithoutZaqar_SaysWhatIsMissingAndWhatThereIs()
    {
        var cloud = await Cloud.ReadAsync();
        var admin = await cloud.SignInToAsync("admin", "admin");
        var project = await MakeProjectWithoutZaqarAsync(cloud, admin);
        try
        {
            var token = await cloud.SignInAsync("carol", project);

            var reason = await FailAsync(cloud.Operator(), new(StackCredentialKinds.OpenStackToken, token), project);

            Assert.That(
                reason,
                Does.StartWith("The cloud's catalog has no endpoint of service type message or messaging")
                    .And.EndsWith("Its service types: identity."));
        }
        finally
        {
            await cloud.AskKeystoneAsync(HttpMethod.Delete, $"projects/{project}", admin);
        }
    }

    [Test]
    public async Task Deliver_WithATokenWithoutAProject_SaysThatItHasNoCatalog()
    {
        var cloud = await Cloud.ReadAsync();
        var token = await cloud.SignInAsync("alice", projectId: null);

        var reason = await FailAsync(cloud.Operator(), new(StackCredentialKinds.OpenStackToken, token), cloud.Accounts.ProjectIds["alpha"]);

        Assert.That(reason, Does.StartWith("The token has no service catalog, as tokens without a project have none"));
    }

    /// <summary>Has one event delivered that cannot be, and gives the reason that the status shows.</summary>
    private static async Task<string> FailAsync(Dictionary<string, string?> section, StackCredential credential, string projectId)
    {
        var stack = Cloud.NewStack(projectId);
        var credentials = new OwnersCredentials();
        credentials.Give(stack, credential);
        await using var engine = new Engine(section, credentials);

        await engine.OpenAndPublishAsync(stack, Engine.Declare(Cloud.NewQueueName()), "r1");

        var status = await engine.WaitForFailureAsync(stack, LaneState.Retrying);
        Assert.That((status.Pending, status.DeadLettered), Is.EqualTo((1L, 0L)));
        Assert.That(status.LastError, Does.Not.Contain(credential.Secret));
        return status.LastError!;
    }

    // Keystone shows a project that has been given endpoints those alone.
    private static async Task<string> MakeProjectWithoutZaqarAsync(Cloud cloud, string admin)
    {
        var made = await cloud.AskKeystoneAsync(
            HttpMethod.Post, "projects", admin, new { project = new { name = $"without-zaqar-{Guid.NewGuid():N}", domain_id = "default" } });
        var project = made.Body!.Value.GetProperty("project").GetProperty("id").GetString()!;
        var role = IdOf(await cloud.AskKeystoneAsync(HttpMethod.Get, "roles?name=member", admin), "roles");
        var identity = IdOf(await cloud.AskKeystoneAsync(HttpMethod.Get, "services?type=identity", admin), "services");
        var endpoint = IdOf(await cloud.AskKeystoneAsync(HttpMethod.Get, $"endpoints?service_id={identity}&interface=public", admin), "endpoints");
        HttpStatusCode[] done =
        [
            (await cloud.AskKeystoneAsync(HttpMethod.Put, $"projects/{project}/users/{cloud.Accounts.Users["carol"].Id}/roles/{role}", admin)).Status,
            (await cloud.AskKeystoneAsync(HttpMethod.Put, $"OS-EP-FILTER/projects/{project}/endpoints/{endpoint}", admin)).Status,
        ];
        Assert.That(done, Is.All.EqualTo(HttpStatusCode.NoContent));
        return project;
    }

    private static string IdOf(CloudAnswer answer, string list) =>
        answer.Body!.Value.GetProperty(list).EnumerateArray().Single().GetProperty("id").GetString()!;
}
