using EventSinks.Storage;

namespace EventSinks.Tool.Stores;

/// <summary>A store that this process delivers from.</summary>
/// <param name="Store">The store.</param>
/// <param name="KeptBy">Which other program keeps it, in words; null if it is the tool's own.</param>
internal sealed record OwnedStore(IEventStore Store, string? KeptBy = null);
