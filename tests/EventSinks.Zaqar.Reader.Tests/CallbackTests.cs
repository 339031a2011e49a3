using System.Net;
using EventSinks.Zaqar.Reader.Support;

namespace EventSinks.Zaqar.Reader;

/// <summary>What callbacks throw comes out of the enumeration, and hides no deletion.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CallbackTests
{
    [Test]
    public async Task DeleteAsync_IfOnRecoveredThrows_SaysThatItIsDeleted_AndTheEnumerationThrows()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post("1", "2");
        await using var messages = Recovering(zaqar).ConsumeAsync(Some.Patience()).GetAsyncEnumerator();
        await messages.MoveNextAsync();
        zaqar.FailWith(HttpStatusCode.ServiceUnavailable);

        var isDeleted = await messages.Current.DeleteAsync();

        Assert.That((isDeleted, zaqar.Ids.Single()), Is.EqualTo((true, "m1")));
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => messages.MoveNextAsync().AsTask());
    }

    [Test]
    public async Task DeleteAsync_OfAFollowedMessage_IfOnRecoveredThrows_SaysThatItIsDeleted_AndTheEnumerationThrows()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post("1", "2");
        await using var messages = Recovering(zaqar).FollowAsync(fromStart: true, Some.Patience()).GetAsyncEnumerator();
        await messages.MoveNextAsync();
        zaqar.FailWith(HttpStatusCode.ServiceUnavailable);

        var isDeleted = await messages.Current.DeleteAsync();

        Assert.That((isDeleted, zaqar.Ids.Single()), Is.EqualTo((true, "m1")));
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => messages.MoveNextAsync().AsTask());
    }

    [Test]
    public async Task ConsumeAsync_IfOnRecoveredThrowsAtItsOwnDeletion_Throws_BeforeItGivesTheNext()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post("1", "2");
        await using var messages = Recovering(zaqar).ConsumeAsync(Some.Patience()).GetAsyncEnumerator();
        await messages.MoveNextAsync();
        zaqar.FailWith(HttpStatusCode.ServiceUnavailable);

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => messages.MoveNextAsync().AsTask());

        Assert.That(zaqar.Ids, Is.EqualTo(new[] { "m1" }));
        Assert.That(zaqar.Requests[^1].Url.AbsolutePath, Does.StartWith("/v2/queues/q/claims/"), "the rest is given back");
    }

    [Test]
    public async Task FollowAsync_IfOnRecoveredThrows_Throws()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post("1");
        zaqar.FailWith(HttpStatusCode.ServiceUnavailable);

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => Recovering(zaqar).FollowAsync(fromStart: true).TakeAsync(1));
    }

    [Test]
    public async Task DeleteAsync_IfOnTroubleThrows_Throws()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post("1");
        var options = Some.Quick with { OnTrouble = static _ => throw new InvalidTimeZoneException("mine") };
        var taken = await Some.Reader(zaqar, options).FollowAsync(fromStart: true).TakeAsync(1);
        zaqar.FailWith(HttpStatusCode.ServiceUnavailable);

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => taken[0].DeleteAsync());
    }

    private static ZaqarQueueReader Recovering(FakeZaqar zaqar) =>
        Some.Reader(zaqar, Some.Quick with { OnRecovered = static () => throw new InvalidTimeZoneException("mine") });
}
