namespace EventSinks.Zaqar.Connections;

/// <summary>What a header of HTTP can carry: printable ASCII. Anything else would be refused, or cut, on the way.</summary>
internal static class HeaderValue
{
    /// <summary>Says whether a value fits; one that is left out does.</summary>
    public static bool Fits(string? value) => value is null || value.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;
}
