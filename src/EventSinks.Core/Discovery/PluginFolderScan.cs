namespace EventSinks.Discovery;

/// <summary>Looks through a folder of plug-ins, each in a folder of its own: <c>Name/Name.dll</c>. Runs nothing of them.</summary>
/// <param name="composer">Makes their factories, later.</param>
/// <param name="sharedAssemblies">What they share with the host.</param>
/// <param name="locked">Copies plug-ins and checks them against a lock; null where none is locked.</param>
internal sealed class PluginFolderScan(FactoryComposer composer, SharedAssemblies sharedAssemblies, LockedCopies? locked)
{
    public IReadOnlyList<SinkCatalogEntry> Read(string full)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(full).Order(StringComparer.Ordinal).SelectMany(ReadPlugin)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [new SinkCatalogEntry(full, null, new(PluginProblemCodes.FolderUnreadable, $"the plug-in folder cannot be read: {error.Message}"))];
        }
    }

    private IEnumerable<SinkCatalogEntry> ReadPlugin(string folder)
    {
        var name = Path.GetFileName(folder);
        if (locked is null)
        {
            return ReadPlugin(name, folder, folder);
        }

        var copy = locked.Copy(folder);
        return copy.Folder is { } checkedFolder
            ? ReadPlugin(name, folder, checkedFolder)
            : LockedCopies.Refuse(name, Path.Combine(folder, $"{name}.dll"), copy.Problem!, copy.SinkTypes);
    }

    private IEnumerable<SinkCatalogEntry> ReadPlugin(string name, string folder, string loadFolder)
    {
        var path = Path.Combine(loadFolder, $"{name}.dll");
        if (!File.Exists(path))
        {
            return [Unusable(PluginProblemCodes.DllMissing, $"the folder has no {name}.dll; a plug-in's DLL has the name of its folder")];
        }

        FoundAssembly found;
        try
        {
            found = AssemblyScan.Read(path);
        }
        catch (Exception error)
        {
            // The metadata reader trusts a file's tables: over a damaged one it stumbles in many ways, not only by BadImageFormatException.
            return [Unusable(PluginProblemCodes.NotAnAssembly, $"{name}.dll cannot be read as a .NET assembly: {error.Message}")];
        }

        if (found.Exports.Count == 0)
        {
            return [Unusable(PluginProblemCodes.NothingExported, $"no type in {name}.dll has an [ExportEventSink] attribute")];
        }

        var shared = sharedAssemblies.Check(found.References);

        // All sink types of a plug-in live in one load context, made when the first of them is used.
        var context = new Lazy<PluginLoadContext>(() => new PluginLoadContext(path, sharedAssemblies, isConfined: locked is not null));
        return found.Exports.Select(export => new SinkCatalogEntry(
            name,
            () => composer.Compose(export.SinkType, () => context.Value.LoadFromAssemblyPath(path).GetType(export.TypeName, throwOnError: true)!),
            SinkExportRules.Check(export) ?? shared)
        {
            SinkType = export.SinkType,
            AssemblyPath = Path.Combine(folder, $"{name}.dll"),
            LoadPath = path,
            FactoryType = export.TypeName,
            Version = found.Version,
            ContractVersion = export.ContractVersion,
        });

        SinkCatalogEntry Unusable(string code, string message) => new(name, null, new(code, message)) { AssemblyPath = Path.Combine(folder, $"{name}.dll") };
    }
}
