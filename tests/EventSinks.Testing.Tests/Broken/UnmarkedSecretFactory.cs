using System.ComponentModel.DataAnnotations;
using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Has a secret that is not marked as one.</summary>
[Breaks(6)]
[ExportEventSink("unmarked-secret")]
public sealed class UnmarkedSecretFactory(ISinkHttp http, IStackCredentials credentials) : EventSinkFactory<UnmarkedSecretFactory.Options>
{
    protected override SinkDestination Describe(Options options) => new(options.Address, new Uri(options.Address).Authority);

    protected override void Check(Options options, OptionsCheck check)
    {
        if (!options.Address.StartsWith("https:", StringComparison.Ordinal))
        {
            check.Error(nameof(options.Address), "the address is not one of https; use one that is");
        }
    }

    protected override IEventSink Create(Options options, SinkContext context) =>
        new ReferenceSink(new(http.GetClient(new()), credentials, new() { Address = options.Address, Token = options.Token }, context));

    public sealed record Options
    {
        [Required, Url] public required string Address { get; init; }

        [SecretOption] public string? Token { get; init; }

        public string? ApiKey { get; init; }
    }
}
