namespace EventSinks.Storage;

/// <summary>A stack as it is opened.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="Declarations">Its own declarations as a JSON list, to bind its lanes again after a restart; the operator's are not among them.</param>
/// <param name="Lanes">Its lanes, each once.</param>
public sealed record StackRegistration(StackIdentity Stack, string Declarations, IReadOnlyList<RegisteredLane> Lanes);
