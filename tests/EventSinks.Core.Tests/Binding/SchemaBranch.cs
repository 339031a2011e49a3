namespace EventSinks.Binding;

/// <summary>A value inside an option that has others of its kind in it.</summary>
public sealed record SchemaBranch
{
    [System.ComponentModel.Description("What it is called.")]
    public required string Label { get; init; }

    [SecretOption]
    public string? Key { get; init; }

    public IReadOnlyList<SchemaBranch>? Branches { get; init; }
}
