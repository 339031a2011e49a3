namespace EventSinks;

/// <summary>A closed stack has nothing left to settle: what was kept for its deliveries (a trust, say) can go.</summary>
/// <param name="stack">The stack.</param>
public sealed class StackClosedEventArgs(StackIdentity stack) : EventArgs
{
    /// <summary>Gets the stack.</summary>
    public StackIdentity Stack { get; } = stack;
}
