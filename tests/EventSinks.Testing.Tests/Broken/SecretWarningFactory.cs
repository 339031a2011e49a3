using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Says the token in a warning.</summary>
[Breaks(13)]
[ExportEventSink("secret-warning")]
public sealed class SecretWarningFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override void Check(ReferenceOptions options, OptionsCheck check)
    {
        base.Check(options, check);
        if (options.Token is not null)
        {
            check.Warn(nameof(options.Token), $"token {options.Token} is old");
        }
    }
}
