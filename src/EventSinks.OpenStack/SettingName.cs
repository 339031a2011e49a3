namespace EventSinks.OpenStack;

/// <summary>How messages call settings: as clouds.yaml writes them, and as the environment variables do.</summary>
internal static class SettingName
{
    /// <summary>Gives for example <c>username or user_id (OS_USERNAME or OS_USER_ID)</c>.</summary>
    public static string Of(params ReadOnlySpan<string> names)
    {
        var all = names.ToArray();
        return $"{string.Join(" or ", all)} ({string.Join(" or ", all.Select(static name => $"OS_{name.ToUpperInvariant()}"))})";
    }
}
