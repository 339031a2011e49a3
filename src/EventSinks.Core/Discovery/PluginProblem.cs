namespace EventSinks.Discovery;

/// <summary>Why a plug-in cannot be used.</summary>
/// <param name="Code">The stable code; see <see cref="PluginProblemCodes"/>.</param>
/// <param name="Message">What was found and what to do.</param>
internal sealed record PluginProblem(string Code, string Message);
