namespace EventSinks.Discovery;

/// <summary>
/// Copies plug-ins into a private folder and checks the copies against a lock. Each file is read once: the bytes that are hashed are those
/// that are written, and no other user can write them later. So it does not matter what becomes of the plug-in's own folder meanwhile or after.
/// </summary>
/// <param name="plugins">The lock.</param>
/// <param name="folder">Where the copies go.</param>
/// <param name="reached">Told of each step with the path that it is about.</param>
internal sealed class LockedCopies(PluginLock plugins, PrivateFolder folder, Action<CopyStep, string>? reached) : IDisposable
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _copies;

    /// <summary>Gets a line for each plug-in of the lock that <see cref="Copy(string)"/> was not asked for.</summary>
    public IEnumerable<SinkCatalogEntry> Missing => plugins.Plugins
        .Where(plugin => !_seen.Contains(plugin.Name))
        .SelectMany(static plugin => Refuse(plugin.Name, null, Problem(LockComparison.PluginMissing(plugin.Name)), plugin.SinkTypes));

    /// <summary>Makes the lines of a plug-in that is refused: one for each sink type that it is locked with.</summary>
    public static IEnumerable<SinkCatalogEntry> Refuse(string plugin, string? path, PluginProblem problem, IReadOnlyList<string> sinkTypes)
    {
        IReadOnlyList<string?> types = sinkTypes.Count == 0 ? (IReadOnlyList<string?>)[null] : sinkTypes;
        return types.Select(type => new SinkCatalogEntry(plugin, null, problem) { SinkType = type, AssemblyPath = path });
    }

    /// <summary>Copies a plug-in.</summary>
    /// <param name="source">Its folder.</param>
    /// <returns>The copy, or why it is refused.</returns>
    public LockedCopy Copy(string source)
    {
        var name = Path.GetFileName(source);
        _seen.Add(name);
        if (plugins.Find(name) is not { } locked)
        {
            return new(null, Problem(LockComparison.NotLocked(name)), []);
        }

        try
        {
            var target = Path.Combine($"{_copies++}", name);
            return Copy(source, target, locked) is { } difference
                ? new(null, Problem(difference), locked.SinkTypes)
                : new(Path.Combine(folder.Path, target), null, locked.SinkTypes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var message = $"it cannot be copied to where locked plug-ins are loaded from: {error.Message}";
            return new(null, new(PluginProblemCodes.CopyFailed, message), locked.SinkTypes);
        }
    }

    public void Dispose() => folder.Dispose();

    private PluginLockDifference? Copy(string source, string target, LockedPlugin locked)
    {
        reached?.Invoke(CopyStep.Begun, source);
        var files = PluginFiles.List(source);
        reached?.Invoke(CopyStep.Listed, source);
        if (files.Link is { } link)
        {
            return LockComparison.Link(locked.Name, link);
        }

        if (files.Paths.Except(locked.Files.Select(static file => file.Path), StringComparer.Ordinal).FirstOrDefault() is { } extra)
        {
            return LockComparison.FileNotLocked(locked.Name, extra);
        }

        var found = files.Paths.ToHashSet(StringComparer.Ordinal);
        if (locked.Files.FirstOrDefault(file => !found.Contains(file.Path)) is { } missing)
        {
            return LockComparison.FileMissing(locked.Name, missing);
        }

        folder.Add(target);
        foreach (var file in locked.Files)
        {
            var copied = Copy(Path.Combine(source, file.Path), Path.Combine(target, file.Path), file);
            if (copied != file)
            {
                return LockComparison.FileChanged(locked.Name, file, copied);
            }
        }

        reached?.Invoke(CopyStep.Ended, source);
        return null;
    }

    private LockedFile Copy(string source, string target, LockedFile locked)
    {
        folder.Add(Path.GetDirectoryName(target)!);
        using var to = new FileStream(Path.Combine(folder.Path, target), NewReadOnly());
        var file = new FileInfo(source);
        var size = file.Length;
        using var from = PluginFiles.OpenRead(file);
        reached?.Invoke(CopyStep.FileOpened, source);

        // One of another size is refused in any case, and only hashed to say so.
        var copied = size == locked.Size ? FileHash.Read(from, to, locked.Path, locked.Size + 1) : FileHash.Read(from, null, locked.Path);
        reached?.Invoke(CopyStep.FileCopied, source);
        return copied;
    }

    private static FileStreamOptions NewReadOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead;
        }

        return options;
    }

    private static PluginProblem Problem(PluginLockDifference difference) => new(difference.Code, difference.Message);
}
