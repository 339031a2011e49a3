namespace EventSinks.Tool.Terminal;

/// <summary>Small things to say.</summary>
internal static class Words
{
    /// <summary>Gives a number and what it counts, for example <c>1 file</c> and <c>2 files</c>.</summary>
    public static string Count(long number, string word) => $"{number} {word}{(number == 1 ? "" : "s")}";
}
