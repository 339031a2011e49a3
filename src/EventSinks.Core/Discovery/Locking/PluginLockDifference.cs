namespace EventSinks.Discovery;

/// <summary>Something that is not as a lock has it. Immutable.</summary>
/// <param name="Code">The code with which a host refuses the plug-in for it; see <see cref="PluginProblemCodes"/>.</param>
/// <param name="Plugin">The plug-in's name.</param>
/// <param name="File">The file in its folder, with <c>/</c> between names; null if it is about the whole plug-in.</param>
/// <param name="Message">What was found, in one line.</param>
public sealed record PluginLockDifference(string Code, string Plugin, string? File, string Message);
