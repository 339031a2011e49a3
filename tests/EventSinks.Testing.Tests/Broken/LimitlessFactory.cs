using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Takes batches of no events.</summary>
[Breaks(17)]
[ExportEventSink("limitless")]
public sealed class LimitlessFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        public override BatchLimits Limits => base.Limits with { Events = 0 };
    }
}
