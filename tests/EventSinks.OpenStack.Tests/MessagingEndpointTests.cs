namespace EventSinks.OpenStack;

[Parallelizable(ParallelScope.All)]
public sealed class MessagingEndpointTests
{
    [TestCase("http://z:8888", "http://z:8888/v2/queues/q/messages")]
    [TestCase("http://z:8888/", "http://z:8888/v2/queues/q/messages")]
    [TestCase("http://z:8888/v2", "http://z:8888/v2/queues/q/messages")]
    [TestCase("http://z:8888/v2/", "http://z:8888/v2/queues/q/messages")]
    [TestCase("http://v2", "http://v2/v2/queues/q/messages")]
    [TestCase("http://v2/v2", "http://v2/v2/queues/q/messages")]
    [TestCase("http://v2:80/", "http://v2/v2/queues/q/messages")]
    [TestCase("http://z/av2", "http://z/av2/v2/queues/q/messages")]
    [TestCase(" https://z ", "https://z/v2/queues/q/messages")]
    [TestCase("https://z/messaging", "https://z/messaging/v2/queues/q/messages")]
    [TestCase("https://z/messaging/v2//", "https://z/messaging/v2/queues/q/messages")]
    [TestCase("http://[::1]:8888/v2", "http://[::1]:8888/v2/queues/q/messages")]
    public void MessagesOf_AnyWayToWriteTheEndpoint_IsTheSameUrl(string text, string expected)
    {
        Assert.That(MessagingEndpoint.TryParse(text, out var endpoint), Is.True);
        Assert.That(endpoint!.MessagesOf("q").AbsoluteUri, Is.EqualTo(expected));
    }

    [TestCase("http://z:8888/v2", "z:8888")]
    [TestCase("https://z:443", "z")]
    [TestCase("http://[::1]:8888", "[::1]:8888")]
    public void Authority_IsHostAndPort(string text, string expected)
    {
        Assert.That(MessagingEndpoint.TryParse(text, out var endpoint), Is.True);
        Assert.That(endpoint!.Authority, Is.EqualTo(expected));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("zaqar:8888")]
    [TestCase("/v2")]
    [TestCase("ftp://z")]
    [TestCase("http://")]
    [TestCase("http://user:secret@z")]
    [TestCase("http://z/?a=b")]
    [TestCase("http://z/#a")]
    public void TryParse_OfAnythingElse_SaysNo(string? text) => Assert.That(MessagingEndpoint.TryParse(text, out _), Is.False);
}
