using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Sends the last event of each batch once more when it is disposed.</summary>
[Breaks(44, AndMore = true)]
[ExportEventSink("late-sending")]
public sealed class LateSendingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        private EventBatch? _last;

        public override ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken) =>
            base.DeliverAsync(_last = batch, cancellationToken);

        public override async ValueTask DisposeAsync()
        {
            if (_last is not null)
            {
                await base.DeliverAsync(_last, CancellationToken.None);
            }

            await base.DisposeAsync();
        }
    }
}
