using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Delivers nothing more after a failure.</summary>
[Breaks(35, AndMore = true)]
[ExportEventSink("sulking")]
public sealed class SulkingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        private bool _failed;

        public override async ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken) =>
            _failed ? DeliveryResult.Retry("it has failed before") : await base.DeliverAsync(batch, cancellationToken);

        protected override DeliveryResult Stopped(EventBatch batch, DeliveryResult result, int delivered)
        {
            _failed = true;
            return base.Stopped(batch, result, delivered);
        }
    }
}
