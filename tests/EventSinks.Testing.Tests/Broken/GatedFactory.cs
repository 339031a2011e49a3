using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Lets one lane send at a time, however long that takes.</summary>
[Breaks(53, Patience = 1)]
[ExportEventSink("gated")]
public sealed class GatedFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    private readonly SemaphoreSlim _gate = new(1);

    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(_gate, Parts(options, context));

    private sealed class Sink(SemaphoreSlim gate, SinkParts parts) : ReferenceSink(parts)
    {
        public override async ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
        {
            await gate.WaitAsync(cancellationToken);
            try
            {
                return await base.DeliverAsync(batch, cancellationToken);
            }
            finally
            {
                gate.Release();
            }
        }
    }
}
