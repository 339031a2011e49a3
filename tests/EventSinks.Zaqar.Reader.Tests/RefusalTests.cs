using System.Net;
using EventSinks.OpenStack;
using EventSinks.Zaqar.Reader.Support;

namespace EventSinks.Zaqar.Reader;

/// <summary>What no waiting mends ends the enumeration with a typed exception.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RefusalTests
{
    [TestCase(HttpStatusCode.Unauthorized, ZaqarQueueFailure.Refused, "Zaqar refuses: HTTP 401 Sorry: Out of order.")]
    [TestCase(HttpStatusCode.Forbidden, ZaqarQueueFailure.Refused, "Zaqar refuses: HTTP 403 Sorry: Out of order.")]
    [TestCase(HttpStatusCode.BadRequest, ZaqarQueueFailure.BadRequest, "Zaqar refuses the request: HTTP 400 Sorry: Out of order.")]
    [TestCase(HttpStatusCode.NotFound, ZaqarQueueFailure.WrongAddress, "this is not Zaqar's address: HTTP 404 Sorry: Out of order.")]
    [TestCase(HttpStatusCode.Found, ZaqarQueueFailure.WrongAddress, "this is not Zaqar's address: HTTP 302 Sorry: Out of order.")]
    [TestCase(HttpStatusCode.MethodNotAllowed, ZaqarQueueFailure.WrongAddress, "this is not Zaqar's address: HTTP 405 Sorry: Out of order.")]
    public async Task Reading_WhatIsRefused_Throws(HttpStatusCode status, ZaqarQueueFailure failure, string words)
    {
        using var zaqar = new FakeZaqar();
        zaqar.FailWith(status, status);
        var reader = Some.Reader(zaqar);

        var followed = await Assert.ThrowsAsync<ZaqarQueueException>(() => reader.FollowAsync().TakeAsync(1));
        var consumed = await Assert.ThrowsAsync<ZaqarQueueException>(() => reader.ConsumeAsync().TakeAsync(1));

        Assert.That((followed!.Failure, followed.Message), Is.EqualTo((failure, words)));
        Assert.That((consumed!.Failure, consumed.Message), Is.EqualTo((failure, words)));
    }

    [TestCase(HttpStatusCode.NotFound)]
    [TestCase(HttpStatusCode.Found)]
    public async Task Following_WhenAProxyHasLostItsServer_GoesOn(HttpStatusCode status)
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post("1");
        zaqar.OnRequest = number =>
        {
            if (number == 2)
            {
                zaqar.FailWith(status);
                zaqar.Post("2");
            }
        };

        var taken = await Some.Reader(zaqar, clock: new HastyTimeProvider()).FollowAsync(fromStart: true).TakeAsync(2);

        Assert.That(Some.Texts(taken), Is.EqualTo(new[] { "1", "2" }));
    }

    [TestCase(null)]
    [TestCase("zaqar:8888")]
    [TestCase("http://user:pass@zaqar")]
    public async Task Reading_WithoutAUsableAddress_SaysSo_AndAsksNobody(string? url)
    {
        using var zaqar = new FakeZaqar();
        var reader = Some.Reader(zaqar, settings: Some.Settings with { MessagingEndpoint = url });

        var error = await Assert.ThrowsAsync<ZaqarQueueException>(() => reader.FollowAsync().TakeAsync(1));

        Assert.That(error!.Failure, Is.EqualTo(ZaqarQueueFailure.BadSettings));
        Assert.That(error.Message, Does.Contain("https://zaqar.example.com:8888").And.Not.Contains("pass"));
        Assert.That(zaqar.Requests, Is.Empty);
    }

    [Test]
    public async Task Reading_WithAProjectThatNoHeaderCarries_SaysSo()
    {
        using var zaqar = new FakeZaqar();

        var error = await Assert.ThrowsAsync<ZaqarQueueException>(
            () => Some.Reader(zaqar, settings: Some.Settings with { ProjectId = "a\nb" }).FollowAsync().TakeAsync(1));

        Assert.That((error!.Failure, error.Message), Is.EqualTo((ZaqarQueueFailure.BadSettings, "the project's id has characters that no HTTP header can carry")));
    }

    [TestCase(OpenStackFailure.BadSettings, ZaqarQueueFailure.BadSettings)]
    [TestCase(OpenStackFailure.Refused, ZaqarQueueFailure.Refused)]
    [TestCase(OpenStackFailure.NoEndpoint, ZaqarQueueFailure.WrongAddress)]
    [TestCase(OpenStackFailure.NotKeystone, ZaqarQueueFailure.WrongAddress)]
    public async Task Reading_WhenThereIsNoAccess_Throws(OpenStackFailure cause, ZaqarQueueFailure failure)
    {
        using var zaqar = new FakeZaqar();
        zaqar.Answer(_ => throw new OpenStackException(cause, "so\nit is"));

        var error = await Assert.ThrowsAsync<ZaqarQueueException>(() => Some.Reader(zaqar).FollowAsync().TakeAsync(1));

        Assert.That((error!.Failure, error.Message), Is.EqualTo((failure, "so it is")));
    }

    [TestCase(OpenStackFailure.Unavailable, 1)]
    [TestCase(OpenStackFailure.NotKeystone, 2)]
    [TestCase(OpenStackFailure.NoEndpoint, 2)]
    public async Task Following_WhileKeystoneIsAway_GoesOn(OpenStackFailure cause, int request)
    {
        using var zaqar = new FakeZaqar();
        var clock = new HastyTimeProvider();
        zaqar.OnRequest = number =>
        {
            if (number == request)
            {
                zaqar.Answer(_ => throw new OpenStackException(cause, "away") { RetryAfter = TimeSpan.FromSeconds(9) });
                zaqar.Post("1");
            }
        };

        await Some.Reader(zaqar, clock: clock).FollowAsync(fromStart: true).TakeAsync(1);

        Assert.That(clock.Pauses, Does.Contain(TimeSpan.FromSeconds(9)));
    }
}
