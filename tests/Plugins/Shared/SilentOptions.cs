namespace Plugins.Shared;

/// <summary>No options.</summary>
public sealed record SilentOptions;
