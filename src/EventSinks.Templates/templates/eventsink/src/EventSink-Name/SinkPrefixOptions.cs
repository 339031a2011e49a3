using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EventSinks;

namespace SinkNamespace;

/// <summary>What a stack's user may say: the keys below <c>type: sink-type-used</c>, in snake_case.</summary>
public sealed record SinkPrefixOptions
{
    /// <summary>Gets where events are posted to.</summary>
    [Required, Url, Description("Where events are posted to.")]
    public required string Url { get; init; }

    /// <summary>Gets what is sent along as a bearer token.</summary>
    [SecretOption, Description("Sent along as a bearer token.")]
    public string? Token { get; init; }
}
