namespace EventSinks.Discovery;

/// <summary>
/// Which plug-ins may be loaded: each with all its files, their sizes and hashes. A host that is given one loads nothing else from plug-in
/// folders. Immutable and thread-safe.
/// </summary>
public sealed class PluginLock
{
    /// <summary>The version of the file format that this library writes, and the only one that it reads.</summary>
    public const int FormatVersion = 1;

    internal PluginLock(IEnumerable<LockedPlugin> plugins) =>
        Plugins = [.. plugins.OrderBy(static plugin => plugin.Name, StringComparer.Ordinal)];

    /// <summary>Gets the plug-ins, in the ordinal order of their names.</summary>
    public IReadOnlyList<LockedPlugin> Plugins { get; }

    /// <summary>Locks all plug-ins of some folders, as they are now. Reads every file; runs nothing of them.</summary>
    /// <param name="folders">The plug-in folders, each with plug-ins in folders of their own: <c>Name/Name.dll</c>.</param>
    /// <returns>The lock.</returns>
    /// <exception cref="PluginLockException">
    /// A folder or file cannot be read, there is a link in a plug-in, a name that a lock cannot hold, or two plug-ins of one name that are not
    /// the same.
    /// </exception>
    public static PluginLock Take(IEnumerable<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        return new(PluginLocker.LockAll(folders));
    }

    /// <summary>Reads a lock file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The lock.</returns>
    /// <exception cref="PluginLockException">It cannot be read, or is no lock file of <see cref="FormatVersion"/>.</exception>
    public static PluginLock Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return PluginLockReader.Read(path);
    }

    /// <summary>Gives the text of the lock file: the same for the same plug-ins, wherever and whenever they are locked.</summary>
    /// <returns>Indented JSON that ends with a line break.</returns>
    public string ToJson() => PluginLockFormat.Write(this);

    /// <summary>Finds a plug-in.</summary>
    /// <param name="name">Its name, compared ordinally.</param>
    /// <returns>The plug-in; null if it is not locked.</returns>
    public LockedPlugin? Find(string name) => Plugins.FirstOrDefault(plugin => string.Equals(plugin.Name, name, StringComparison.Ordinal));

    /// <summary>Says how plug-ins differ from this lock.</summary>
    /// <param name="found">The plug-ins as they are.</param>
    /// <returns>Every difference, by plug-in and file; none if all is as this lock has it.</returns>
    public IReadOnlyList<PluginLockDifference> Compare(PluginLock found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return
        [
            .. Plugins.Select(static plugin => plugin.Name)
                .Union(found.Plugins.Select(static plugin => plugin.Name), StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .SelectMany(name => LockComparison.Compare(name, Find(name), found.Find(name))),
        ];
    }
}
