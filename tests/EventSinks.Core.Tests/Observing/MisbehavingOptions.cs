namespace EventSinks.Observing;

/// <summary>The options of <see cref="MisbehavingSinkFactory"/>.</summary>
public sealed record MisbehavingOptions
{
    /// <summary>Gets what it does: see <see cref="MisbehavingSink"/>.</summary>
    public string Target { get; init; } = "good";

    [SecretOption]
    public string? Token { get; init; }
}
