using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Asks for the credential before there is anything to deliver.</summary>
[Breaks(10)]
[ExportEventSink("hasty")]
public sealed class HastyFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context)
    {
        _ = Credentials.GetAsync(context.Stack, ReferenceSink.CredentialKind, CancellationToken.None).AsTask();
        return base.Create(options, context);
    }
}
