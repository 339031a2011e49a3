using System.ComponentModel.DataAnnotations;

namespace EventSinks.Reliability.Engine;

/// <summary>The options of <c>counting</c>.</summary>
public sealed record CountingSinkOptions
{
    /// <summary>Gets what tells one stack's destination from another's.</summary>
    [Required] public required string Target { get; init; }
}
