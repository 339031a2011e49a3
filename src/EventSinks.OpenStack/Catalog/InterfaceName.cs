namespace EventSinks.OpenStack.Catalog;

/// <summary>The names of interfaces, which have an older way to be written: <c>publicURL</c> is <c>public</c>.</summary>
internal static class InterfaceName
{
    /// <summary>Gives the name that Keystone v3 uses; public if there is none, as for OpenStack's own clients.</summary>
    public static string Of(string? text) =>
        string.IsNullOrEmpty(text) ? "public"
        : text.EndsWith("URL", StringComparison.Ordinal) ? text[..^"URL".Length]
        : text;
}
