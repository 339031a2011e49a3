namespace EventSinks.Storage;

/// <summary>A stack as the store knows it, at one moment. Immutable.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="Declarations">Its own declarations as a JSON list, as it was last opened with.</param>
/// <param name="Head">The last sequence recorded; 0 for none.</param>
/// <param name="IsClosed">Whether it takes no more events.</param>
/// <param name="Lanes">Its lanes; none for a closed stack that has settled everything.</param>
public sealed record StoredStack(StackIdentity Stack, string Declarations, long Head, bool IsClosed, IReadOnlyList<StoredLane> Lanes);
