namespace EventSinks.Discovery;

/// <summary>Locks plug-ins as they lie in their folders.</summary>
internal static class PluginLocker
{
    public static IEnumerable<LockedPlugin> LockAll(IEnumerable<string> folders)
    {
        Dictionary<string, LockedPlugin> plugins = new(StringComparer.OrdinalIgnoreCase);
        foreach (var folder in folders.SelectMany(PluginsIn))
        {
            var plugin = Lock(folder);
            if (plugins.TryGetValue(plugin.Name, out var other) && LockComparison.Compare(plugin.Name, other, plugin).Any())
            {
                throw new PluginLockException($"there are two plug-ins {plugin.Name} that are not the same, and a lock file has one of a name");
            }

            plugins[plugin.Name] = plugin;
        }

        return plugins.Values;
    }

    private static string[] PluginsIn(string folder)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PluginLockException($"the plug-in folder {folder} cannot be read: {error.Message}", error);
        }
    }

    private static LockedPlugin Lock(string folder)
    {
        var name = Path.GetFileName(folder);
        Refuse(name, LockedPath.FindFaultOfName(name), folder);
        try
        {
            var files = PluginFiles.List(folder);
            if (files.Link is { } link)
            {
                throw new PluginLockException($"{Path.Combine(folder, link)} is a link; a locked plug-in has none, so put in its place what it leads to");
            }

            return new(name, SinkTypes(folder, name), [.. files.Paths.Select(path => Lock(folder, path))]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PluginLockException($"the plug-in {folder} cannot be read: {error.Message}", error);
        }
    }

    private static LockedFile Lock(string folder, string path)
    {
        Refuse(path, LockedPath.FindFault(path), Path.Combine(folder, path));
        using var file = PluginFiles.OpenRead(new FileInfo(Path.Combine(folder, path)));
        return FileHash.Read(file, null, path);
    }

    // A plug-in without any is locked like every other: what is wrong with it is the catalog's to say.
    private static string[] SinkTypes(string folder, string name)
    {
        try
        {
            return
            [
                .. AssemblyScan.Read(Path.Combine(folder, $"{name}.dll")).Exports
                    .Where(static export => SinkExportRules.IsSinkType(export.SinkType))
                    .Select(static export => export.SinkType)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception)
        {
            // The metadata reader stumbles over a damaged file in many ways.
            return [];
        }
    }

    private static void Refuse(string name, string? fault, string path)
    {
        if (fault is not null)
        {
            throw new PluginLockException($"{path} cannot be locked: \"{name}\" {fault}");
        }
    }
}
