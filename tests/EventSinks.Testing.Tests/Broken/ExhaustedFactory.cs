using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Delivers nothing more after it was stopped.</summary>
[Breaks(42)]
[ExportEventSink("exhausted")]
public sealed class ExhaustedFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        private bool _stopped;

        public override async ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
        {
            if (_stopped)
            {
                return DeliveryResult.Retry("it was stopped before");
            }

            try
            {
                return await base.DeliverAsync(batch, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                _stopped = true;
                throw;
            }
        }
    }
}
