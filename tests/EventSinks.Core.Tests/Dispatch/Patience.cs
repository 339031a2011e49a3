namespace EventSinks.Dispatch;

/// <summary>How long a test waits for what is bound to happen: only ever used up when something is broken.</summary>
internal static class Patience
{
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(30);
}
