namespace EventSinks.Tool.Explain;

/// <summary>The story of one event.</summary>
/// <param name="StackId">Its stack.</param>
/// <param name="StackName">The stack's name.</param>
/// <param name="Sequence">Its sequence.</param>
/// <param name="Id">Its id; null if nothing is left of it.</param>
/// <param name="Resource">The resource's name.</param>
/// <param name="Action">The action.</param>
/// <param name="Status">The status.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Timestamp">The time that the engine gave it.</param>
/// <param name="RecordedAt">When it was recorded; null if the store no longer has it.</param>
/// <param name="Sinks">What became of it at each sink.</param>
internal sealed record EventStory(
    string StackId,
    string StackName,
    long Sequence,
    Guid? Id,
    string? Resource,
    string? Action,
    string? Status,
    string? Reason,
    DateTimeOffset? Timestamp,
    DateTimeOffset? RecordedAt,
    IReadOnlyList<SinkStory> Sinks)
{
    public static EventStory Of(FoundEvent found, IReadOnlyList<SinkStory> sinks) => new(
        found.Stack.Stack.Id,
        found.Stack.Stack.Name,
        found.Sequence,
        found.Event?.Id,
        found.Event?.ResourceName,
        found.Event?.ResourceAction,
        found.Event?.ResourceStatus,
        found.Event?.ResourceStatusReason,
        found.Event?.Timestamp,
        found.RecordedAt,
        sinks);
}
