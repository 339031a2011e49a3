using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Goes wherever a redirect leads.</summary>
[Breaks(59)]
[ExportEventSink("following")]
public sealed class FollowingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override async ValueTask<DeliveryResult> SendAsync(RecordedEvent e, ReadOnlyMemory<byte> body, string key, CancellationToken cancellationToken)
        {
            using var content = new ReadOnlyMemoryContent(body);
            using var answer = await Parts.Client.PostAsync(Parts.Options.Address, content, cancellationToken);
            if (answer.Headers.Location is not { } elsewhere)
            {
                return Judge(answer, e, key);
            }

            using var again = await Parts.Client.GetAsync(elsewhere, cancellationToken);
            return Judge(again, e, key);
        }
    }
}
