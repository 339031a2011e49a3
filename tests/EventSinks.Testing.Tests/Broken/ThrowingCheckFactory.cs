using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Throws where it should say what is wrong.</summary>
[Breaks(8)]
[ExportEventSink("throwing-check")]
public sealed class ThrowingCheckFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override void Check(ReferenceOptions options, OptionsCheck check)
    {
        if (!options.Address.StartsWith("https:", StringComparison.Ordinal))
        {
            throw new FormatException("https is wanted");
        }
    }
}
