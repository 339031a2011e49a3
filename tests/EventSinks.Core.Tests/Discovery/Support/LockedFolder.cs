namespace EventSinks.Discovery.Support;

/// <summary>A plug-in folder of a test's own and a lock file beside it, made when the plug-ins were as they should be.</summary>
internal sealed class LockedFolder : IDisposable
{
    private readonly DirectoryInfo _beside = Directory.CreateTempSubdirectory("eventsinks-lock-");

    public LockedFolder(params IEnumerable<string> plugins)
    {
        Plugins = new PluginFolder(plugins);
        Lock();
    }

    /// <summary>Gets the plug-ins.</summary>
    public PluginFolder Plugins { get; }

    public string LockFile => Beside("plugins.lock.json");

    /// <summary>Gets the path of something that lies neither in the plug-in folder nor in the lock.</summary>
    public string Beside(string name) => Path.Combine(_beside.FullName, name);

    /// <summary>Locks the plug-ins as they are now.</summary>
    public void Lock() => File.WriteAllText(LockFile, PluginLock.Take([Plugins.Path]).ToJson());

    /// <summary>Looks through the folder under the lock.</summary>
    /// <param name="reached">Told of each step of copying.</param>
    public SinkCatalog Find(Action<CopyStep, string>? reached = null) =>
        new SinkCatalogBuilder { CopyStepReached = reached }.AddPluginFolder(Plugins.Path).UsePluginLock(LockFile).Build();

    public void Dispose()
    {
        Plugins.Dispose();
        _beside.Delete(recursive: true);
    }
}
