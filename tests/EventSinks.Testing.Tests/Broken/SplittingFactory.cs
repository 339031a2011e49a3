using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Sends each line of a reason by itself.</summary>
[Breaks(24)]
[ExportEventSink("splitting")]
public sealed class SplittingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override async ValueTask<DeliveryResult> SendAsync(RecordedEvent e, ReadOnlyMemory<byte> body, string key, CancellationToken cancellationToken)
        {
            var result = DeliveryResult.Delivered;
            for (var lines = 1 + (e.Event.ResourceStatusReason ?? "").Count(static c => c == '\n'); lines > 0 && result.Outcome is DeliveryOutcome.Delivered; lines--)
            {
                result = await base.SendAsync(e, body, key, cancellationToken);
            }

            return result;
        }
    }
}
