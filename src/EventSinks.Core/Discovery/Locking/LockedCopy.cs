namespace EventSinks.Discovery;

/// <summary>What became of copying a locked plug-in.</summary>
/// <param name="Folder">The copy's folder; null if the plug-in is refused.</param>
/// <param name="Problem">Why it is refused.</param>
/// <param name="SinkTypes">The sink types that the lock says it has.</param>
internal sealed record LockedCopy(string? Folder, PluginProblem? Problem, IReadOnlyList<string> SinkTypes);
