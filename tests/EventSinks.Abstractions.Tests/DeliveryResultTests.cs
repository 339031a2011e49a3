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
    public void FromHttp_WithAPhraseOfTheReceiversOwn_SaysTheStandardOne()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.BadRequest) { ReasonPhrase = "root:x:0:0" };

        Assert.That(DeliveryResult.FromHttp(response).Reason, Is.EqualTo("HTTP 400 Bad Request"));
    }

    [Test]
    public void FromHttp_WithAStatusThatHasNoPhrase_SaysTheNumber()
    {
        using var response = new HttpResponseMessage((HttpStatusCode)499) { ReasonPhrase = "secret" };

        Assert.That(DeliveryResult.FromHttp(response).Reason, Is.EqualTo("HTTP 499"));
    }

    [TestCase(HttpRequestError.NameResolutionError, "the receiver's name cannot be resolved")]
    [TestCase(HttpRequestError.ConnectionError, "the receiver cannot be connected to")]
    [TestCase(HttpRequestError.SecureConnectionError, "no secure connection with the receiver")]
    [TestCase(HttpRequestError.ResponseEnded, "the receiver ended the connection before its answer was complete")]
    [TestCase(HttpRequestError.InvalidResponse, "what the receiver answered is not HTTP")]
    [TestCase(HttpRequestError.ConfigurationLimitExceeded, "the receiver's answer is too large")]
    [TestCase(HttpRequestError.Unknown, "the request failed (Unknown)")]
    public void FromHttpError_OfATransportsTrouble_IsUnavailableInFixedWords(HttpRequestError kind, string reason) =>
        Assert.That(
            DeliveryResult.FromHttpError(new HttpRequestException(kind, "Received an invalid status line: 'SSH-2.0-secret'"), 2),
            Is.EqualTo(DeliveryResult.Unavailable(reason, 2)));

    [Test]
    public void FromHttpError_OfSomethingElse_NamesItsTypeAlone() =>
        Assert.That(DeliveryResult.FromHttpError(new IOException("10.0.0.1")), Is.EqualTo(DeliveryResult.Unavailable("the request failed (IOException)")));

    [Test]
    public void FromHttpError_OfARefusedAddress_SuspendsWhereTheUrlHasIt_AndRetriesWhereANameLeadsThere()
    {
        var ofAddress = new HttpRequestException("wrapped", new AddressRefusedException("10.0.0.1", isAddress: true));
        var ofName = new AddressRefusedException("db.example.com", isAddress: false);

        Assert.That(
            DeliveryResult.FromHttpError(ofAddress, 1),
            Is.EqualTo(DeliveryResult.Suspend("'10.0.0.1' is an address that sinks may not connect to; the operator can allow it", 1)));
        Assert.That(
            DeliveryResult.FromHttpError(ofName),
            Is.EqualTo(DeliveryResult.Retry(
                "the name 'db.example.com' leads to no address that sinks may connect to; the operator can allow one", after: TimeSpan.FromMinutes(1))));
    }

    [Test]
    public void Default_SaysNothing_AndIsNoSuccess() =>
        Assert.That(default(DeliveryResult).Outcome, Is.EqualTo(DeliveryOutcome.None));

    [Test]
    public void Retry_WithoutAReason_IsRefused() =>
        Assert.That(() => DeliveryResult.Retry(" "), Throws.ArgumentException);
}
