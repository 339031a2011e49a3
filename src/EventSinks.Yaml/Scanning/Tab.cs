namespace EventSinks.Yaml.Scanning;

/// <summary>Tabs that stand where only spaces may.</summary>
internal static class Tab
{
    public static ScanException Found(TextCursor cursor) => new(
        cursor.Mark,
        cursor.Mark,
        @"found character '\t' that cannot start any token: indent with spaces, not tabs",
        YamlDiagnosticCodes.TabIndentation);
}
