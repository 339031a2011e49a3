namespace EventSinks.Discovery;

/// <summary>One file of a plug-in, as a lock has it. Immutable.</summary>
/// <param name="Path">Where it lies in the plug-in's folder, with <c>/</c> between names.</param>
/// <param name="Size">Its size in bytes; 0 or more.</param>
/// <param name="Sha256">The SHA-256 of its content: 64 characters of <c>0-9a-f</c>.</param>
public sealed record LockedFile(string Path, long Size, string Sha256);
