using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Has the token in what is stored and shown.</summary>
[Breaks(12)]
[ExportEventSink("secret-identity")]
public sealed class SecretIdentityFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override SinkDestination Describe(ReferenceOptions options) => new($"{options.Address}?token={options.Token}");
}
