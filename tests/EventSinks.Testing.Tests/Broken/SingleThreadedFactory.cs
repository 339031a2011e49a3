using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Makes no two sinks at once.</summary>
[Breaks(52)]
[ExportEventSink("single-threaded")]
public sealed class SingleThreadedFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    private int _making;

    protected override IEventSink Create(ReferenceOptions options, SinkContext context)
    {
        if (Interlocked.Increment(ref _making) > 1)
        {
            throw new InvalidOperationException("another is being made");
        }

        Thread.SpinWait(200_000);
        Interlocked.Decrement(ref _making);
        return base.Create(options, context);
    }
}
