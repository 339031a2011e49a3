namespace EventSinks.Discovery;

/// <summary>One plug-in, as a lock has it. Immutable.</summary>
/// <param name="Name">Its name, which is its folder's.</param>
/// <param name="SinkTypes">
/// The sink types that it had when it was locked, in ordinal order. They name what is not to be had if the plug-in is refused later.
/// </param>
/// <param name="Files">All its files, in the ordinal order of their paths.</param>
public sealed record LockedPlugin(string Name, IReadOnlyList<string> SinkTypes, IReadOnlyList<LockedFile> Files);
