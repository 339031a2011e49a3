namespace EventSinks.Binding;

/// <summary>Which events a declaration wants: those for which everything that it says holds. Immutable.</summary>
internal sealed class EventFilter
{
    /// <summary>Gets the actions that are wanted, in any case; null for all.</summary>
    public IReadOnlyList<string>? Actions { get; init; }

    /// <summary>Gets the statuses that are wanted, in any case; null for all.</summary>
    public IReadOnlyList<string>? Statuses { get; init; }

    /// <summary>Gets the resource types that are wanted; null for all.</summary>
    public IReadOnlyList<WildcardPattern>? ResourceTypes { get; init; }

    public EventLevel Level { get; init; }

    /// <summary>Gets whether the events of nested stacks are wanted.</summary>
    public bool IncludesNested { get; init; } = true;

    /// <summary>Gives the filter for the events of one stack. Called for every event on the worker, so it is quick whatever was written.</summary>
    /// <param name="stack">The stack.</param>
    /// <returns>Says whether an event of the stack is wanted. For one thread at a time: it remembers what it has said of resource types.</returns>
    public Func<StackEvent, bool> For(StackIdentity stack)
    {
        if (!IncludesNested && IsNested(stack))
        {
            return static _ => false;
        }

        if (ResourceTypes is null)
        {
            return Wants;
        }

        var types = new RememberedAnswers(WantsType);
        return e => WantsWhateverItsType(e) && e.ResourceType is { } type && types.Of(type);
    }

    public bool Wants(StackEvent e) => WantsWhateverItsType(e) && (ResourceTypes is null || (e.ResourceType is { } type && WantsType(type)));

    private bool WantsWhateverItsType(StackEvent e) =>
        Level switch
        {
            EventLevel.Stack => e.IsStackEvent,
            EventLevel.Resource => !e.IsStackEvent,
            _ => true,
        }
        && Includes(Actions, e.ResourceAction)
        && Includes(Statuses, e.ResourceStatus);

    private bool WantsType(string type) => ResourceTypes!.Any(pattern => pattern.Matches(type));

    private static bool Includes(IReadOnlyList<string>? words, string word) =>
        words is null || words.Contains(word, StringComparer.OrdinalIgnoreCase);

    // An engine may name a stack as its own root.
    private static bool IsNested(StackIdentity stack) =>
        stack.ParentStackId is not null || (stack.RootStackId is { } root && root != stack.Id);
}
