using System.Globalization;
using System.Net;
using EventSinks.Dispatch;
using EventSinks.Integration.Support;

namespace EventSinks.Integration.OpenStack;

/// <summary>URLs that the real Zaqar signed, in the environment's own text: for engines that know nothing of the user.</summary>
[Category(ZaqarServer.Category)]
[Parallelizable(ParallelScope.All)]
public sealed class SignedUrlTests
{
    [Test]
    public async Task Deliver_WithADeclaredSignedUrl_NeedsNoCredentialAtAll([Values] bool isEndpointKnown)
    {
        using var owners = await TwoOwners.MakeAsync();
        var url = await ShareAsync(owners);
        await using var engine = new Engine(isEndpointKnown ? Endpoint(owners.Cloud) : owners.Cloud.Operator());

        // A stack without a project: the URL says into whose.
        var stack = Cloud.NewStack(projectId: null);
        await engine.OpenAndPublishAsync(stack, url.ToDeclaration(owners.Alice.Queue.Name), owners.Alice.Resources(5));
        await engine.WaitForArrivalAsync(stack);

        await owners.AssertQueuesAsync(owners.Alice.Resources(5), []);
        var status = (await engine.Events.GetStatusAsync(stack.Id))!.Sinks.Single();
        Assert.That(status.ExpiresAt, Is.EqualTo(new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    [Test]
    public async Task Deliver_WithASignedUrlThatRunsOut_IsMisconfiguredFromThenOn()
    {
        using var owners = await TwoOwners.MakeAsync();
        var clock = new ShiftedClock();
        var url = await ShareAsync(owners, TimeProvider.System.GetUtcNow().AddHours(1));
        await using var engine = new Engine(Endpoint(owners.Cloud), clock: clock);
        var stack = owners.Alice.Stack;
        await engine.OpenAndPublishAsync(stack, url.ToDeclaration(owners.Alice.Queue.Name), "before");
        await engine.WaitForArrivalAsync(stack);

        clock.Shift(TimeSpan.FromHours(2));
        await engine.PublishAsync(stack, "after");

        var status = await engine.WaitForFailureAsync(stack, LaneState.Misconfigured);
        Assert.That(status.LastError, Does.StartWith($"the signed URL expired at {url.Expires}Z").And.Not.Contain(url.Signature));
        Assert.That(status.ExpiresAt, Is.EqualTo(DateTimeOffset.Parse(url.Expires, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)));
        Assert.That((status.Delivered, status.Pending, status.DeadLettered), Is.EqualTo((1L, 1L, 0L)));
        await owners.AssertQueuesAsync(["before"], []);

        // A new one, and what waited arrives.
        await engine.OpenAsync(stack, (await ShareAsync(owners)).ToDeclaration(owners.Alice.Queue.Name));
        await engine.WaitForArrivalAsync(stack);
        await owners.AssertQueuesAsync(["before", "after"], []);
    }

    [Test]
    public async Task Deliver_WithASignedUrlThatHasRunOutByZaqarsClockAlone_IsMisconfigured()
    {
        using var owners = await TwoOwners.MakeAsync();
        var clock = new ShiftedClock();
        clock.Shift(-TimeSpan.FromHours(1));
        var url = await ShareAsync(owners, TimeProvider.System.GetUtcNow().AddSeconds(3));
        var answer = await Eventually.ReadAsync(
            async _ => await owners.Cloud.PostByAsync(url, owners.OperatorsQueue.Name),
            static status => status is HttpStatusCode.NotFound,
            Engine.Patience);
        Assert.That(answer, Is.EqualTo(HttpStatusCode.NotFound), "Zaqar's own answer");
        await using var engine = new Engine(Endpoint(owners.Cloud), clock: clock);

        await engine.OpenAndPublishAsync(owners.Alice.Stack, url.ToDeclaration(owners.Alice.Queue.Name), "late");

        AssertRefusedByZaqar(await engine.WaitForFailureAsync(owners.Alice.Stack, LaneState.Misconfigured), url.Signature);
    }

    [TestCase("expires", "2098-01-01T00:00:00")]
    [TestCase("project", "another-project")]
    [TestCase("signature", null)]
    public async Task Deliver_WithASignedUrlThatWasChanged_IsRefusedByZaqar(string member, string? value)
    {
        using var owners = await TwoOwners.MakeAsync();
        var url = await ShareAsync(owners);
        var changed = url.With(member, value ?? new string([.. url.Signature.Reverse()]));
        await using var engine = new Engine(Endpoint(owners.Cloud));

        await engine.OpenAndPublishAsync(owners.Alice.Stack, changed.ToDeclaration(owners.Alice.Queue.Name), "r1");

        AssertRefusedByZaqar(await engine.WaitForFailureAsync(owners.Alice.Stack, LaneState.Misconfigured), changed.Signature);
        await owners.AssertQueuesAsync([], []);
    }

    private static void AssertRefusedByZaqar(SinkDeliveryStatus status, string signature)
    {
        Assert.That(
            status.LastError,
            Does.StartWith("HTTP 404")
                .And.EndsWith("a signed URL that has expired, was changed, or is not for this queue; get a new one with 'share'"));
        Assert.That(status.LastError, Does.Not.Contain(signature));
        Assert.That((status.Delivered, status.Pending, status.DeadLettered), Is.EqualTo((0L, 1L, 0L)));
    }

    // All that an operator has to say where nobody signs in.
    private static Dictionary<string, string?> Endpoint(Cloud cloud) => new()
    {
        ["auth_type"] = "none",
        ["endpoint"] = cloud.Accounts.MessagingUrl.ToString(),
    };

    private static Task<SharedUrl> ShareAsync(TwoOwners owners, DateTimeOffset? expires = null) =>
        owners.Cloud.ShareAsync(owners.Alice.Token, owners.Alice.Queue.Name, expires);
}
