using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Names the key where it should name the property.</summary>
[Breaks(9)]
[ExportEventSink("wrong-finding")]
public sealed class WrongFindingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override void Check(ReferenceOptions options, OptionsCheck check)
    {
        if (!options.Address.StartsWith("https:", StringComparison.Ordinal))
        {
            check.Error("address", "https is wanted");
        }
    }
}
