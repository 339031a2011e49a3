namespace EventSinks.Storage;

/// <summary>What opening a stack gives.</summary>
/// <param name="Log">The stack's events.</param>
/// <param name="Head">The last sequence recorded; 0 for none.</param>
/// <param name="Lanes">The lanes named in the registration, those that replay, and those that are closing and have something left to settle.</param>
/// <param name="Epoch">Under which epoch the lanes are settled.</param>
public sealed record StackOpening(IStackLog Log, long Head, IReadOnlyList<StoredLane> Lanes, long Epoch = 0);
