namespace EventSinks.Discovery;

/// <summary>
/// The names that a lock may hold: such as lead into the plug-in's folder and mean one file on every system. No step up, no drive, no
/// separator but <c>/</c>.
/// </summary>
internal static class LockedPath
{
    private const int MaxLength = 1_000;

    /// <summary>Says what is wrong with a path; null if it is good.</summary>
    public static string? FindFault(string path) =>
        path.Length > MaxLength ? $"is longer than {MaxLength} characters"
        : path.Split('/').Select(FindFaultOfName).FirstOrDefault(static fault => fault is not null);

    /// <summary>Says what is wrong with a single name; null if it is good.</summary>
    public static string? FindFaultOfName(string name) => name switch
    {
        "" => "has an empty name in it",
        "." or ".." => "leads elsewhere",
        _ when name.AsSpan().ContainsAny('/', '\\', ':') => "has a '/', '\\' or ':' in a name",
        _ when name.Any(char.IsControl) => "has a control character in it",
        _ when name.EndsWith('.') || name.EndsWith(' ') => "has a name that ends with a dot or a space",
        _ => null,
    };
}
