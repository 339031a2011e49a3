using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Lets one lane send at a time, however long that takes.</summary>
[Breaks(53, Patience = 1)]
[ExportEventSink("gated")]
public sealed class GatedFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    private Task _last = Task.CompletedTask;

    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(this, Parts(options, context));

    private sealed class Sink(GatedFactory owner, SinkParts parts) : ReferenceSink(parts)
    {
        public override async ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                await Interlocked.Exchange(ref owner._last, done.Task).WaitAsync(cancellationToken);
                return await base.DeliverAsync(batch, cancellationToken);
            }
            finally
            {
                done.SetResult();
            }
        }
    }
}
