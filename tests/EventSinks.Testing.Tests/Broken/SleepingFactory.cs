using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Waits by the machine's clock before it says what went wrong.</summary>
[Breaks(43, AndMore = true, Patience = 1)]
[ExportEventSink("sleeping")]
public sealed class SleepingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override async ValueTask<DeliveryResult> SendAsync(RecordedEvent e, ReadOnlyMemory<byte> body, string key, CancellationToken cancellationToken)
        {
            var result = await base.SendAsync(e, body, key, cancellationToken);
            if (result.Outcome is DeliveryOutcome.Unavailable)
            {
                await Task.Delay(TimeSpan.FromMinutes(10), TimeProvider.System, cancellationToken);
            }

            return result;
        }
    }
}
