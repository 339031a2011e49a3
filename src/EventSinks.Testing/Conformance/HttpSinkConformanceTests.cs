using System.Net;
using EventSinks.Testing.Http;

namespace EventSinks.Testing.Conformance;

/// <summary>
/// The rules of the contract, and those for sinks that speak HTTP: they are tried against a receiver inside the process, whose place the
/// address in <see cref="SinkConformanceTests{TFactory}.ValidOptions"/> has.
/// </summary>
/// <typeparam name="TFactory">The factory, whose constructor asks for <see cref="ISinkHttp"/>.</typeparam>
public abstract partial class HttpSinkConformanceTests<TFactory> : SinkConformanceTests<TFactory>
    where TFactory : class, IEventSinkFactory
{
    /// <inheritdoc />
    protected sealed override SinkTestDestination CreateDestination() => new HttpTestDestination
    {
        IsDelivery = IsDelivery,
        ReadEvents = ReadEvents,
        Accept = Accept,
        Refuse = Refuse,
    };

    /// <summary>Says which requests deliver events, rather than sign in or make a place for them.</summary>
    /// <param name="request">The request.</param>
    /// <returns>Whether it delivers some. The default is true.</returns>
    protected virtual bool IsDelivery(SinkRequest request) => true;

    /// <summary>Gives the texts of the events in a request that delivers some, in order.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The texts. The default is one event, the body.</returns>
    protected virtual IReadOnlyList<string> ReadEvents(SinkRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return [request.Text];
    }

    /// <summary>Answers a request when all is well.</summary>
    /// <param name="request">The request; also one that delivers nothing.</param>
    /// <returns>The answer. The default is 200.</returns>
    protected virtual HttpResponseMessage Accept(SinkRequest request) => new(HttpStatusCode.OK);

    /// <summary>Answers a request that does not arrive, as the real server would.</summary>
    /// <param name="request">The request; it delivers events.</param>
    /// <param name="fault">Why it does not arrive; never <see cref="DestinationFault.Hang"/>.</param>
    /// <returns>The answer. The default is <see cref="HttpTestDestination.RefuseByStatus"/>.</returns>
    protected virtual HttpResponseMessage Refuse(SinkRequest request, DestinationFault fault) => HttpTestDestination.RefuseByStatus(request, fault);

    private protected static async Task<DeliveryAnswer> DeliverInsteadAsync(
        SinkBench bench, Func<SinkRequest, CancellationToken, Task<HttpResponseMessage>> answer, bool goesOn = true)
    {
        var destination = (HttpTestDestination)bench.Destination;
        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        destination.Instead = answer;
        var result = await lane.DeliverAsync(lane.Events(1)).ConfigureAwait(false);
        await destination.HealAsync().ConfigureAwait(false);
        if (goesOn)
        {
            await lane.DeliverWellAsync(lane.Events(1)).ConfigureAwait(false);
        }

        return result;
    }

    private protected static Task<DeliveryAnswer> DeliverInsteadAsync(SinkBench bench, HttpStatusCode status) =>
        DeliverInsteadAsync(bench, (_, _) => Task.FromResult(new HttpResponseMessage(status)));
}
