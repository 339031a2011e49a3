namespace EventSinks.Testing;

/// <summary>How long something that is bound to happen is waited for: only ever used up when something is broken.</summary>
internal static class Patience
{
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how often something is looked at that does not tell of itself.</summary>
    public static TimeSpan Look { get; } = TimeSpan.FromMilliseconds(1);
}
