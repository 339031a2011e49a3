using EventSinks.Dispatch;
using EventSinks.Integration.Support;

namespace EventSinks.Integration.OpenStack;

/// <summary>Whose credentials deliver: the owner's, into the owner's project, and nobody else's anywhere.</summary>
[Category(ZaqarServer.Category)]
[Parallelizable(ParallelScope.All)]
public sealed class OwnersTests
{
    private const int Count = 10;

    [TestCase(StackCredentialKinds.OpenStackTrust)]
    [TestCase(StackCredentialKinds.OpenStackToken)]
    [TestCase(StackCredentialKinds.ZaqarSignedUrl)]
    public async Task Deliver_ForTwoOwnersWithTheSameNames_GoesToEachOnesOwnProjectAlone(string kind)
    {
        using var owners = await TwoOwners.MakeAsync();
        var credentials = new OwnersCredentials();
        credentials.Give(owners.Alice.Stack, await owners.Alice.CredentialAsync(owners.Cloud, kind));
        credentials.Give(owners.Bob.Stack, await owners.Bob.CredentialAsync(owners.Cloud, kind));
        await using var engine = new Engine(owners.Cloud.Operator(), credentials);

        await Task.WhenAll(PublishAsync(engine, owners, owners.Alice), PublishAsync(engine, owners, owners.Bob));
        await engine.WaitForArrivalAsync(owners.Alice.Stack);
        await engine.WaitForArrivalAsync(owners.Bob.Stack);

        await owners.AssertQueuesAsync(owners.Alice.Resources(Count), owners.Bob.Resources(Count));
    }

    [Test]
    public async Task Deliver_WithTrustsThatAreSwapped_GivesNobodyAnythingAndSaysWhy() => await SwapAsync(StackCredentialKinds.OpenStackTrust);

    [Test]
    public async Task Deliver_WithTokensThatAreSwapped_GivesNobodyAnythingAndSaysWhy() => await SwapAsync(StackCredentialKinds.OpenStackToken);

    [Test]
    public async Task Deliver_WithSignedUrlsThatAreSwapped_GivesNobodyAnythingAndSaysWhy() => await SwapAsync(StackCredentialKinds.ZaqarSignedUrl);

    [Test]
    public async Task Deliver_WithASignatureOfAnotherProject_IsRefusedByZaqar()
    {
        // The engine says the right project, but the signature is bob's: Zaqar signs the project, too.
        using var owners = await TwoOwners.MakeAsync();
        var bobs = await owners.Cloud.ShareAsync(owners.Bob.Token, owners.Bob.Queue.Name);
        var credentials = new OwnersCredentials();
        credentials.Give(owners.Alice.Stack, bobs.With("project", owners.Alice.Stack.ProjectId!).ToCredential());
        await using var engine = new Engine(owners.Cloud.Operator(), credentials);

        await PublishAsync(engine, owners, owners.Alice);

        var status = await engine.WaitForFailureAsync(owners.Alice.Stack, LaneState.Misconfigured);
        Assert.That(status.LastError, Does.Contain("404").And.Not.Contain(bobs.Signature));
        await owners.AssertQueuesAsync([], []);
    }

    [Test]
    public async Task Deliver_WithoutACredentialOfTheStack_WaitsAndNeverTakesTheOperators()
    {
        using var owners = await TwoOwners.MakeAsync();
        var credentials = new OwnersCredentials();
        await using var engine = new Engine(owners.Cloud.Operator(), credentials);
        await PublishAsync(engine, owners, owners.Alice);

        var status = await engine.WaitForFailureAsync(owners.Alice.Stack, LaneState.Misconfigured);
        await owners.AssertQueuesAsync([], []);
        credentials.Give(owners.Alice.Stack, await owners.Alice.CredentialAsync(owners.Cloud, StackCredentialKinds.OpenStackTrust));
        engine.Events.AnnounceCredentials(owners.Alice.Stack.Id);
        await engine.WaitForArrivalAsync(owners.Alice.Stack);

        Assert.That(
            status.LastError, Does.StartWith("stack teststack has no credential").And.EndsWith("the operator does not allow the process's own"));
        Assert.That((status.Delivered, status.Pending, status.DeadLettered), Is.EqualTo((0L, (long)Count, 0L)));
        await owners.AssertQueuesAsync(owners.Alice.Resources(Count), []);
    }

    [Test]
    public async Task Deliver_WithAWrongPassword_WaitsAndAsksKeystoneOnce()
    {
        using var owners = await TwoOwners.MakeAsync();
        using var http = new WatchedHttp();
        var credentials = new OwnersCredentials();
        var section = owners.Cloud.Operator();
        section["password"] = "not-the-password";
        await using var engine = new Engine(section, credentials, http);
        StackIdentity[] stacks = [.. Enumerable.Range(0, 20).Select(_ => Cloud.NewStack(owners.Alice.Stack.ProjectId))];
        foreach (var stack in stacks)
        {
            credentials.Give(stack, await owners.Alice.CredentialAsync(owners.Cloud, StackCredentialKinds.OpenStackTrust));
            await engine.OpenAndPublishAsync(stack, owners.Environment, owners.Alice.Resources(3));
        }

        foreach (var stack in stacks)
        {
            var status = await engine.WaitForFailureAsync(stack, LaneState.Retrying);
            Assert.That(status.LastError, Does.Contain("refuses to sign in: HTTP 401 Unauthorized").And.Not.Contain("not-the-password"));
            Assert.That((status.Pending, status.DeadLettered), Is.EqualTo((3L, 0L)));
        }

        Assert.That(http.Questions, Is.EqualTo(1));
        await owners.AssertQueuesAsync([], []);
    }

    private static Task PublishAsync(Engine engine, TwoOwners owners, StackOwner owner) =>
        engine.OpenAndPublishAsync(owner.Stack, owners.Environment, owner.Resources(Count));

    private static async Task SwapAsync(string kind)
    {
        using var owners = await TwoOwners.MakeAsync();
        var credentials = new OwnersCredentials();
        var alices = await owners.Alice.CredentialAsync(owners.Cloud, kind);
        var bobs = await owners.Bob.CredentialAsync(owners.Cloud, kind);
        credentials.Give(owners.Alice.Stack, bobs);
        credentials.Give(owners.Bob.Stack, alices);
        await using var engine = new Engine(owners.Cloud.Operator(), credentials);

        await Task.WhenAll(PublishAsync(engine, owners, owners.Alice), PublishAsync(engine, owners, owners.Bob));

        foreach (var (owner, other, secret) in new[] { (owners.Alice, owners.Bob, bobs.Secret), (owners.Bob, owners.Alice, alices.Secret) })
        {
            var status = await engine.WaitForFailureAsync(owner.Stack, LaneState.Misconfigured);
            var (given, own) = (other.Stack.ProjectId, owner.Stack.ProjectId);
            Assert.That(
                status.LastError,
                Does.EndWith($"is for project {given}, but the stack belongs to project {own}: nothing is delivered into another project"));
            Assert.That(status.LastError, Does.Not.Contain(secret));
            Assert.That((status.Pending, status.DeadLettered), Is.EqualTo(((long)Count, 0L)));
        }

        await owners.AssertQueuesAsync([], []);
    }
}
