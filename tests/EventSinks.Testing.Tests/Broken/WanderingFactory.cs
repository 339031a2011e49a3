using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Leads to another place each time.</summary>
[Breaks(11, 52)]
[ExportEventSink("wandering")]
public sealed class WanderingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override SinkDestination Describe(ReferenceOptions options) => new($"{options.Address}#{Guid.NewGuid()}");
}
