namespace EventSinks.Storage;

/// <summary>A stack that this process delivers for.</summary>
/// <param name="Stored">The stack.</param>
/// <param name="Log">Its events.</param>
/// <param name="Epoch">Under which epoch its lanes are settled.</param>
public sealed record LoadedStack(StoredStack Stored, IStackLog Log, long Epoch);
