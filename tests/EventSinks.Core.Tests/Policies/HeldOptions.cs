namespace EventSinks.Policies;

/// <summary>Options of every kind that a policy may limit.</summary>
public sealed record HeldOptions
{
    public string Target { get; init; } = "here";

    public string? Host { get; init; }

    public int Ttl { get; init; } = 100;

    public int? Size { get; init; }

    public double Share { get; init; }

    public bool Sync { get; init; }

    public HeldMode Mode { get; init; }

    public IReadOnlyList<string>? Rooms { get; init; }

    [SecretOption]
    public string? Token { get; init; }
}
