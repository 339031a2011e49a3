using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Has an option whose key is not in snake_case.</summary>
[Breaks(5)]
[ExportEventSink("camel-case")]
public sealed class CamelCaseFactory(ISinkHttp http, IStackCredentials credentials) : EventSinkFactory<CamelCaseFactory.Options>
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

        [JsonPropertyName("maxSize")] public int? MaxSize { get; init; }
    }
}
