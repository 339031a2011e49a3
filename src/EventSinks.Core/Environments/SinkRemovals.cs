namespace EventSinks.Environments;

/// <summary>What the removals of merged environments have done. Binding needs it, and whoever puts them on top of yet another environment.</summary>
/// <param name="CarriedOut">The entries with <c>remove: true</c> that have taken something away; on another environment they do so again.</param>
/// <param name="Removed">What they have taken away: it does not give back the place that it had taken from others.</param>
internal sealed record SinkRemovals(IReadOnlyList<SinkDeclaration> CarriedOut, IReadOnlyList<SinkDeclaration> Removed)
{
    public static SinkRemovals None { get; } = new([], []);
}
