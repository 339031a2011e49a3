namespace EventSinks.Discovery;

/// <summary>Says how a plug-in differs from what a lock has of it. The words are the same for a host that refuses it and for whoever checks.</summary>
internal static class LockComparison
{
    // Enough of a hash to tell two apart by eye.
    private const int ShownHash = 12;

    /// <summary>Compares a plug-in with the lock.</summary>
    /// <param name="name">The plug-in's name.</param>
    /// <param name="locked">As it is locked; null if it is not.</param>
    /// <param name="found">As it is; null if it is not there.</param>
    /// <returns>The differences: by file, in ordinal order.</returns>
    public static IEnumerable<PluginLockDifference> Compare(string name, LockedPlugin? locked, LockedPlugin? found) => (locked, found) switch
    {
        (null, _) => [NotLocked(name)],
        (_, null) => [PluginMissing(name)],
        _ => CompareFiles(
            name, locked.Files.ToDictionary(PathOf, StringComparer.Ordinal), found.Files.ToDictionary(PathOf, StringComparer.Ordinal)),
    };

    public static PluginLockDifference NotLocked(string name) =>
        new(PluginProblemCodes.NotLocked, name, null, $"the lock file does not have the plug-in {name}; lock it if it is meant to be used");

    public static PluginLockDifference PluginMissing(string name) =>
        new(PluginProblemCodes.LockedFileMissing, name, null, $"the lock file has the plug-in {name}, and no plug-in folder does");

    public static PluginLockDifference FileNotLocked(string name, string path) =>
        new(PluginProblemCodes.FileNotLocked, name, path, $"the file {path} is not in the lock file; remove it, or lock the plug-in again if it is meant to be there");

    public static PluginLockDifference FileMissing(string name, LockedFile locked) =>
        new(PluginProblemCodes.LockedFileMissing, name, locked.Path, $"the file {locked.Path} is missing; the lock file has it with {Show(locked)}");

    public static PluginLockDifference FileChanged(string name, LockedFile locked, LockedFile found) =>
        new(PluginProblemCodes.LockedFileChanged, name, locked.Path, $"the file {locked.Path} has {Show(found)}, and the lock file has it with {Show(locked)}");

    public static PluginLockDifference Link(string name, string path) => new(
        PluginProblemCodes.LinkInPlugin, name, path, $"{path} is a link, and those of locked plug-ins are not followed; put in its place what it leads to");

    private static string PathOf(LockedFile file) => file.Path;

    private static IEnumerable<PluginLockDifference> CompareFiles(
        string name, Dictionary<string, LockedFile> locked, Dictionary<string, LockedFile> found)
    {
        foreach (var path in locked.Keys.Union(found.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (!locked.TryGetValue(path, out var expected))
            {
                yield return FileNotLocked(name, path);
            }
            else if (!found.TryGetValue(path, out var actual))
            {
                yield return FileMissing(name, expected);
            }
            else if (actual != expected)
            {
                yield return FileChanged(name, expected, actual);
            }
        }
    }

    private static string Show(LockedFile file) => $"{file.Size} bytes and SHA-256 {file.Sha256[..ShownHash]}...";
}
