using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Keeps what it gets until it has ten events, and calls it delivered.</summary>
[Breaks(14, 44, AndMore = true)]
[ExportEventSink("buffering")]
public sealed class BufferingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        private readonly List<RecordedEvent> _kept = [];

        public override async ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
        {
            _kept.AddRange(batch);
            return _kept.Count < 10 ? DeliveryResult.Delivered : await FlushAsync(cancellationToken);
        }

        public override async ValueTask DisposeAsync()
        {
            await FlushAsync(CancellationToken.None);
            await base.DisposeAsync();
        }

        private async ValueTask<DeliveryResult> FlushAsync(CancellationToken cancellationToken)
        {
            RecordedEvent[] kept = [.. _kept];
            _kept.Clear();
            return kept.Length == 0 ? DeliveryResult.Delivered : await base.DeliverAsync(new EventBatch(kept), cancellationToken);
        }
    }
}
