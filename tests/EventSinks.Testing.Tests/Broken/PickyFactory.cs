using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Refuses options that are right.</summary>
[Breaks(7, AndMore = true)]
[ExportEventSink("picky")]
public sealed class PickyFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override void Check(ReferenceOptions options, OptionsCheck check)
    {
        base.Check(options, check);
        if (options.Token is not null)
        {
            check.Error(nameof(options.Token), "there is a token");
        }
    }
}
