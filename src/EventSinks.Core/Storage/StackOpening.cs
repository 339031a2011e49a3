namespace EventSinks.Storage;

/// <summary>What opening a stack gives.</summary>
/// <param name="Log">The stack's events.</param>
/// <param name="Head">The last sequence recorded; 0 for none.</param>
/// <param name="Lanes">The lanes named in the registration, and those that are closing and have something left to settle.</param>
public sealed record StackOpening(IStackLog Log, long Head, IReadOnlyList<StoredLane> Lanes);
