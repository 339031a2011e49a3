using System.Net;
using System.Text.Json;
using EventSinks.OpenStack;
using EventSinks.Zaqar.Reader.Requests;
using EventSinks.Zaqar.Reader.Support;

namespace EventSinks.Zaqar.Reader.Claims;

[Parallelizable(ParallelScope.All)]
public sealed class ClaimLeaseTests
{
    private static readonly ZaqarQueueReaderOptions Options = new() { ClaimTtl = TimeSpan.FromSeconds(100), ClaimGrace = TimeSpan.FromSeconds(60) };

    [Test]
    public async Task Lease_WhileItIsHeld_IsRenewedAtHalfItsTime()
    {
        using var zaqar = new FakeZaqar { Override = static _ => new(HttpStatusCode.NoContent) };
        var clock = new CountingTimeProvider();
        await using var lease = NewLease(zaqar, clock);

        for (var i = 0; i < 3; i++)
        {
            clock.Advance(49);
            Assert.That(zaqar.Requests, Has.Count.EqualTo(i));
            clock.Advance(1);
            await UntilAsync(() => clock.Pauses == i + 2);
        }

        Assert.That(zaqar.Requests.Select(static r => (r.ToString(), r.Body)), Is.All.EqualTo(("PATCH /v2/queues/q/claims/c", """{"ttl": 100, "grace": 60}""")));
        Assert.That(lease.IsLost, Is.False);
    }

    [Test]
    public async Task Lease_ThatZaqarNoLongerKnows_IsLost_AndNotReleased()
    {
        using var zaqar = new FakeZaqar { Override = static _ => new(HttpStatusCode.NotFound) };
        var clock = new CountingTimeProvider();
        var lease = NewLease(zaqar, clock);

        clock.Advance(50);
        await UntilAsync(() => lease.IsLost);
        await lease.DisposeAsync();

        Assert.That(zaqar.Requests.Single().Method, Is.EqualTo("PATCH"));
    }

    [Test]
    public async Task Lease_ThatCannotBeRenewed_TriesAgain_AndIsLostWhenItsTimeIsOver()
    {
        using var zaqar = new FakeZaqar { Override = static _ => new(HttpStatusCode.ServiceUnavailable) };
        var clock = new CountingTimeProvider();
        await using var lease = NewLease(zaqar, clock);

        clock.Advance(50);
        for (var i = 1; i < 6; i++)
        {
            await UntilAsync(() => clock.Pauses == i + 1);
            Assert.That((lease.IsLost, zaqar.Requests.Count), Is.EqualTo((false, i)));
            clock.Advance(10);
        }

        await UntilAsync(() => lease.IsLost);
        Assert.That(zaqar.Requests, Has.Count.EqualTo(6));
    }

    [TestCase(1, true)]
    [TestCase(2, false)]
    public async Task DisposeAsync_ReleasesTheClaim_OnlyIfMessagesAreLeft(int settled, bool isReleased)
    {
        using var zaqar = new FakeZaqar();
        var lease = NewLease(zaqar, TimeProvider.System);
        for (var i = 0; i < settled; i++)
        {
            lease.Settle();
        }

        await lease.DisposeAsync();

        Assert.That(zaqar.Requests.Select(static r => r.ToString()), Is.EqualTo(isReleased ? new[] { "DELETE /v2/queues/q/claims/c" } : []));
    }

    [Test]
    public async Task DisposeAsync_IfNobodyAnswers_EndsAllTheSame()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Answer(static _ => throw new HttpRequestException("gone"));

        await NewLease(zaqar, TimeProvider.System).DisposeAsync();

        Assert.That(zaqar.Requests, Has.Count.EqualTo(1));
    }

    private static ClaimLease NewLease(FakeZaqar zaqar, TimeProvider clock)
    {
        var http = new HttpClient(zaqar);
        var requests = new QueueRequests("q", new OpenStackSession(Some.Settings, http), http, clock);
        var message = new QueueMessage("m", JsonElement.Parse("1"), TimeSpan.Zero);
        return new(requests, new QueueClaim("c", [message, message]), Options, clock);
    }

    // What goes on between the clock's timer and the next one may do so on another thread.
    private static async Task UntilAsync(Func<bool> isSo)
    {
        var patience = Some.Patience();
        while (!isSo())
        {
            patience.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
