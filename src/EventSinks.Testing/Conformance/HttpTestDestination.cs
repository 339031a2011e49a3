using System.Globalization;
using System.Net;
using EventSinks.Testing.Http;

namespace EventSinks.Testing.Conformance;

/// <summary>
/// A receiver of HTTP requests inside the process: it has all abilities. What it refuses, it refuses with an answer that repeats the whole
/// request, secrets included, as some servers do. Thread-safe.
/// </summary>
public sealed class HttpTestDestination : SinkTestDestination
{
    private readonly Lock _gate = new();
    private readonly List<string> _arrived = [];
    private (DestinationFault Fault, string? Marker)? _failing;

    /// <summary>Makes a receiver where nothing has arrived.</summary>
    public HttpTestDestination() => Http = new TestSinkHttp(AnswerAsync);

    /// <summary>Gets the HTTP of the sink, with its requests.</summary>
    public TestSinkHttp Http { get; }

    /// <summary>Gets which requests deliver events, rather than sign in or make a place for them.</summary>
    /// <value>The default is all.</value>
    public Func<SinkRequest, bool> IsDelivery { get; init; } = static _ => true;

    /// <summary>Gets the texts of the events in a request that delivers some, in order.</summary>
    /// <value>The default is one event, the body.</value>
    public Func<SinkRequest, IReadOnlyList<string>> ReadEvents { get; init; } = static request => [request.Text];

    /// <summary>Gets what answers a request when all is well.</summary>
    /// <value>The default is 200.</value>
    public Func<SinkRequest, HttpResponseMessage> Accept { get; init; } = static _ => new HttpResponseMessage(HttpStatusCode.OK);

    /// <summary>Gets what answers a request that delivers events when it does not arrive.</summary>
    /// <value>The default is <see cref="RefuseByStatus"/>.</value>
    public Func<SinkRequest, DestinationFault, HttpResponseMessage> Refuse { get; init; } = RefuseByStatus;

    /// <summary>Gets or sets what answers requests that deliver events instead of all else; nothing arrives then. Null for nothing special.</summary>
    public Func<SinkRequest, CancellationToken, Task<HttpResponseMessage>>? Instead { get; set; }

    /// <inheritdoc />
    public override DestinationAbilities Abilities =>
        DestinationAbilities.Read | DestinationAbilities.CountCalls | DestinationAbilities.Refuse | DestinationAbilities.Unavailable
        | DestinationAbilities.Reject | DestinationAbilities.Suspend | DestinationAbilities.Hang | DestinationAbilities.SingleOut;

    /// <summary>Refuses as <see cref="DeliveryResult.FromHttp"/> reads it: 404, 503, 400 and 410, with the whole request in the answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="fault">Why it does not arrive.</param>
    /// <returns>The answer.</returns>
    public static HttpResponseMessage RefuseByStatus(SinkRequest request, DestinationFault fault)
    {
        var status = fault switch
        {
            DestinationFault.Refuse => HttpStatusCode.NotFound,
            DestinationFault.Reject => HttpStatusCode.BadRequest,
            DestinationFault.Suspend => HttpStatusCode.Gone,
            _ => HttpStatusCode.ServiceUnavailable,
        };
        return new(status) { Content = new StringContent(Repeat(request)) };
    }

    /// <summary>Writes a request down as servers do that tell too much: address, headers and body.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The text, of several lines.</returns>
    public static string Repeat(SinkRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var headers = string.Concat(request.Headers.Select(static header => string.Create(CultureInfo.InvariantCulture, $"{header.Key}: {header.Value}\n")));
        return $"cannot process:\n{request.Method} {request.Url}\n{headers}\n{request.Text}";
    }

    /// <inheritdoc />
    public override void Configure(StackEventsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ExposeToSinks<ISinkHttp>(Http);
    }

    /// <inheritdoc />
    public override ValueTask<IReadOnlyList<string>> ReadAsync()
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<string>>([.. _arrived]);
        }
    }

    /// <inheritdoc />
    public override ValueTask<int> CountCallsAsync() => ValueTask.FromResult(Http.Requests.Count);

    /// <inheritdoc />
    public override ValueTask FailAsync(DestinationFault fault, string? marker = null)
    {
        lock (_gate)
        {
            _failing = (fault, marker);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public override ValueTask HealAsync()
    {
        lock (_gate)
        {
            _failing = null;
        }

        Instead = null;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        Http.Dispose();
        return base.DisposeAsync();
    }

    private async Task<HttpResponseMessage> AnswerAsync(SinkRequest request, CancellationToken cancellationToken)
    {
        if (!IsDelivery(request))
        {
            return Accept(request);
        }

        if (Instead is { } instead)
        {
            return await instead(request, cancellationToken).ConfigureAwait(false);
        }

        DestinationFault? fault;
        lock (_gate)
        {
            var texts = ReadEvents(request);
            fault = _failing is { } failing && (failing.Marker is not { } marker || texts.Any(text => text.Contains(marker, StringComparison.Ordinal)))
                ? failing.Fault
                : null;
            if (fault is null)
            {
                _arrived.AddRange(texts);
            }
        }

        if (fault is DestinationFault.Hang)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }

        return fault is { } failed ? Refuse(request, failed) : Accept(request);
    }
}
