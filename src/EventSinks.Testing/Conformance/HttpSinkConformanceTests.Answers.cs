using System.Net;
using System.Net.Http.Headers;
using NUnit.Framework;

namespace EventSinks.Testing.Conformance;

/// <content>What a sink makes of what servers answer.</content>
public abstract partial class HttpSinkConformanceTests<TFactory>
{
    private static readonly TimeSpan AskedFor = TimeSpan.FromSeconds(77);

    private static readonly int[] Failures =
        [300, 302, 304, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 411, 413, 414, 415, 418, 421, 422, 423, 425, 429, 431, 451, 500, 501, 502, 503, 504, 507, 599];

    /// <summary>The wait that a server asks for is passed on.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(57, "S15", "Retry-After of an answer is passed on to the host.")]
    public async Task Rule57_RetryAfterIsPassedOn([Values(429, 503)] int status)
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);

        var answer = await DeliverInsteadAsync(bench, (_, _) => Task.FromResult(
            new HttpResponseMessage((HttpStatusCode)status) { Headers = { RetryAfter = new RetryConditionHeaderValue(AskedFor) } })).ConfigureAwait(false);

        Assert.That(answer.IsDelivered, Is.False);
        Assert.That(answer.Result.RetryAfter, Is.GreaterThanOrEqualTo(AskedFor), $"the server asked for {AskedFor}, and the sink says {answer}");
    }

    /// <summary>A connection that is refused is no delivery, and nothing final.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(58, "S15", "A connection that cannot be made is neither a delivery nor final, and the sink goes on afterwards.")]
    public async Task Rule58_RefusedConnectionIsNothingFinal()
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);

        var answer = await DeliverInsteadAsync(
            bench, static (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused")).ConfigureAwait(false);

        Assert.That(answer.Outcome, Is.EqualTo(DeliveryOutcome.Retry).Or.EqualTo(DeliveryOutcome.Unavailable), $"the sink says {answer}");
    }

    /// <summary>A redirect is neither followed nor taken for a delivery.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(59, "S15", "A redirect is not followed, and is no delivery.")]
    public async Task Rule59_RedirectIsNotFollowed([Values(301, 302, 303, 307, 308)] int status)
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);

        var answer = await DeliverInsteadAsync(bench, (_, _) => Task.FromResult(
            new HttpResponseMessage((HttpStatusCode)status) { Headers = { Location = new Uri("http://elsewhere.test/") } })).ConfigureAwait(false);

        Assert.That(answer.IsDelivered, Is.False, $"the sink says {answer}");
        Assert.That(((HttpTestDestination)bench.Destination).Http.Requests.Select(static request => request.Url.Host), Has.None.EqualTo("elsewhere.test"));
    }

    /// <summary>What is gone for good suspends.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(60, "S15", "410 suspends: nothing arrives there until the declaration changes.")]
    public async Task Rule60_GoneSuspends()
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);

        var answer = await DeliverInsteadAsync(bench, HttpStatusCode.Gone).ConfigureAwait(false);

        Assert.That(answer.Outcome, Is.EqualTo(DeliveryOutcome.Suspended), $"the sink says {answer}");
    }

    /// <summary>An answer that is larger than any should be harms nothing.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(61, "S15", "An answer of 5 MiB ends the call like any other, and the sink goes on afterwards.")]
    public async Task Rule61_HugeAnswerHarmsNothing()
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);

        var answer = await DeliverInsteadAsync(bench, static (_, _) => Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.InternalServerError) { Content = new ByteArrayContent(new byte[5 * 1024 * 1024]) })).ConfigureAwait(false);

        Assert.That(answer.Outcome, Is.EqualTo(DeliveryOutcome.Retry).Or.EqualTo(DeliveryOutcome.Unavailable), $"the sink says {answer}");
    }

    /// <summary>An answer whose body never comes is waited for no longer than the token says.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(62, "S6", "An answer whose body never comes is given up when the token is signalled.")]
    public async Task Rule62_AnswerWithoutEndIsGivenUp()
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);
        using var body = new EndlessStream();
        ((HttpTestDestination)bench.Destination).Instead = (_, _) => Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.InternalServerError) { Content = new StreamContent(body) });

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        using var cancellation = new CancellationTokenSource();
        var call = lane.Start(lane.Stack.Batch(lane.Events(1)), cancellation.Token);
        await Task.WhenAny(call, body.Begun).WaitAsync(bench.Patience, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        await cancellation.CancelAsync().ConfigureAwait(false);

        Assert.That(
            await Task.WhenAny(call, Task.Delay(bench.Patience, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false), Is.SameAs(call), "the call goes on");
        Assert.That((await call.ConfigureAwait(false)).IsDelivered, Is.False);
    }

    /// <summary>No answer but 2xx is taken for a delivery, and no trouble of the server's for the event's fault.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(63, "S15", "No answer but 2xx is a delivery; 408, 429 and 5xx are neither the event's fault nor final.")]
    public async Task Rule63_FailuresAreTold()
    {
        foreach (var status in Failures)
        {
            await using var bench = await OpenAsync().ConfigureAwait(false);
            var answer = await DeliverInsteadAsync(bench, (_, _) => Task.FromResult(new HttpResponseMessage((HttpStatusCode)status)), goesOn: false).ConfigureAwait(false);

            Assert.That(answer.IsDelivered, Is.False, $"{status} is no delivery");
            if (status is 408 or 429 or >= 500)
            {
                Assert.That(answer.Outcome, Is.EqualTo(DeliveryOutcome.Retry).Or.EqualTo(DeliveryOutcome.Unavailable), $"{status} may pass, and the sink says {answer}");
            }
        }
    }
}
