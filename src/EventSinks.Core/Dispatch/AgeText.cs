namespace EventSinks.Dispatch;

/// <summary>Writes an age as users write it.</summary>
internal static class AgeText
{
    /// <summary>Writes an age.</summary>
    /// <param name="age">Whole seconds, at least one.</param>
    /// <returns>For instance <c>15m</c>: a number of the largest unit of which it is a multiple.</returns>
    public static string Of(TimeSpan age)
    {
        var seconds = age.Ticks / TimeSpan.TicksPerSecond;
        return seconds % 86_400 == 0 ? $"{seconds / 86_400}d"
            : seconds % 3_600 == 0 ? $"{seconds / 3_600}h"
            : seconds % 60 == 0 ? $"{seconds / 60}m"
            : $"{seconds}s";
    }
}
