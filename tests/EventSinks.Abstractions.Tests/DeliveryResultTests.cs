using System.Net;

namespace EventSinks;

[Parallelizable(ParallelScope.All)]
public sealed class DeliveryResultTests
{
    [TestCase(200, DeliveryOutcome.Delivered)]
    [TestCase(204, DeliveryOutcome.Delivered)]
    [TestCase(302, DeliveryOutcome.Suspended)]
    [TestCase(400, DeliveryOutcome.Rejected)]
    [TestCase(401, DeliveryOutcome.Retry)]
    [TestCase(403, DeliveryOutcome.Retry)]
    [TestCase(404, DeliveryOutcome.Retry)]
    [TestCase(408, DeliveryOutcome.Unavailable)]
    [TestCase(410, DeliveryOutcome.Suspended)]
    [TestCase(413, DeliveryOutcome.Rejected)]
    [TestCase(429, DeliveryOutcome.Unavailable)]
    [TestCase(500, DeliveryOutcome.Unavailable)]
    [TestCase(503, DeliveryOutcome.Unavailable)]
    public void FromHttp_OfAStatus_IsTheOutcomeThatEveryHttpSinkGives(int status, DeliveryOutcome expected)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);

        Assert.That(DeliveryResult.FromHttp(response).Outcome, Is.EqualTo(expected));
    }

    [Test]
    public void FromHttp_WithRetryAfterInSeconds_TakesItOver()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter = new(TimeSpan.FromSeconds(7));

        Assert.That(DeliveryResult.FromHttp(response, 3), Is.EqualTo(DeliveryResult.Unavailable("HTTP 503 Service Unavailable", 3, TimeSpan.FromSeconds(7))));
    }

    [Test]
    public void FromHttp_WithRetryAfterAsADate_ReadsItAgainstTheServersClock()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        response.Headers.Date = new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);
        response.Headers.RetryAfter = new(new DateTimeOffset(2001, 1, 1, 0, 0, 9, TimeSpan.Zero));

        Assert.That(DeliveryResult.FromHttp(response).RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(9)));
    }

    [Test]
    public void Default_SaysNothing_AndIsNoSuccess() =>
        Assert.That(default(DeliveryResult).Outcome, Is.EqualTo(DeliveryOutcome.None));

    [Test]
    public void Retry_WithoutAReason_IsRefused() =>
        Assert.That(() => DeliveryResult.Retry(" "), Throws.ArgumentException);
}
