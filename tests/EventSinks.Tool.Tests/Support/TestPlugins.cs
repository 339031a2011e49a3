namespace EventSinks.Tool.Support;

/// <summary>The plug-ins of tests/Plugins that the tool is tried with.</summary>
internal static class TestPlugins
{
    private static readonly string All = Path.Combine(AppContext.BaseDirectory, "test-plugins");

    /// <summary>Copies plug-ins into a folder of a test's own.</summary>
    /// <param name="tool">The tool, in whose folder it is made.</param>
    /// <param name="plugins">The plug-ins.</param>
    /// <returns>The plug-in folder.</returns>
    public static string In(ToolRun tool, params IEnumerable<string> plugins)
    {
        var folder = Path.Combine(tool.Folder, "test-plugins");
        foreach (var plugin in plugins)
        {
            Directory.CreateDirectory(Path.Combine(folder, plugin));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(All, plugin)))
            {
                File.Copy(file, Path.Combine(folder, plugin, Path.GetFileName(file)));
            }
        }

        return folder;
    }
}
