namespace EventSinks.Discovery.Support;

/// <summary>A plug-in folder of a test's own, with copies of the plug-ins that it wants.</summary>
internal sealed class PluginFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eventsinks-plugins-");

    public PluginFolder(params IEnumerable<string> plugins)
    {
        foreach (var plugin in plugins)
        {
            var source = System.IO.Path.Combine(All, plugin);
            Directory.CreateDirectory(this[plugin]);
            foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            {
                var target = this[plugin, System.IO.Path.GetRelativePath(source, file)];
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
                File.Copy(file, target);
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
