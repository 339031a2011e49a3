using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Starts a task when something fails, and looks at it no more.</summary>
[Breaks(50)]
[ExportEventSink("forgetful")]
public sealed class ForgetfulFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override DeliveryResult Stopped(EventBatch batch, DeliveryResult result, int delivered)
        {
            _ = Task.Run(static () => throw new InvalidOperationException("nobody looks"));
            return base.Stopped(batch, result, delivered);
        }
    }
}
