namespace EventSinks.Discovery.Support;

/// <summary>A plug-in folder of a test's own, with copies of the plug-ins that it wants.</summary>
internal sealed class PluginFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eventsinks-plugins-");

    public PluginFolder(params IEnumerable<string> plugins)
    {
        foreach (var plugin in plugins)
        {
            Directory.CreateDirectory(this[plugin]);
            foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(All, plugin)))
            {
                File.Copy(file, this[plugin, System.IO.Path.GetFileName(file)]);
            }
        }
    }

    /// <summary>Gets the folder with all of tests/Plugins, as the build lays them out.</summary>
    public static string All { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "plugins");

    /// <summary>Gets the folder's path.</summary>
    public string Path => _folder.FullName;

    /// <summary>Gets the path of something in it.</summary>
    /// <param name="parts">The names on the way there.</param>
    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Looks through the folder.</summary>
    /// <returns>What it has.</returns>
    public SinkCatalog Find() => new SinkCatalogBuilder().AddPluginFolder(Path).Build();

    public void Dispose() => _folder.Delete(recursive: true);
}
