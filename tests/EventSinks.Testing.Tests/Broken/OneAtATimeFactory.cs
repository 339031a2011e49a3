using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Sends nothing for a lane while another is sending.</summary>
[Breaks(51, AndMore = true)]
[ExportEventSink("one-at-a-time")]
public sealed class OneAtATimeFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    private int _sending;

    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(this, Parts(options, context));

    private sealed class Sink(OneAtATimeFactory owner, SinkParts parts) : ReferenceSink(parts)
    {
        public override async ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
        {
            if (Interlocked.Exchange(ref owner._sending, 1) == 1)
            {
                return DeliveryResult.Delivered;
            }

            try
            {
                // So that the others come meanwhile, however fast the machine is.
                await Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System, cancellationToken);
                return await base.DeliverAsync(batch, cancellationToken);
            }
            finally
            {
                Volatile.Write(ref owner._sending, 0);
            }
        }
    }
}
