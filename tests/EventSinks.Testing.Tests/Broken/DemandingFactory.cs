using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Asks for what no host gives.</summary>
[Breaks(4, AndMore = true)]
[ExportEventSink("demanding")]
public sealed class DemandingFactory(ISinkHttp http, IStackCredentials credentials, IComparable demanded) : ReferenceFactory(http, credentials)
{
    public IComparable Demanded => demanded;
}
