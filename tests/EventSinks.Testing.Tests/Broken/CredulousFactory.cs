using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Takes options that are wrong.</summary>
[Breaks(8)]
[ExportEventSink("credulous")]
public sealed class CredulousFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override void Check(ReferenceOptions options, OptionsCheck check)
    {
    }
}
