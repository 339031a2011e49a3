namespace MissingImport;

/// <summary>What no host gives.</summary>
public sealed record Wanted(string Place);
