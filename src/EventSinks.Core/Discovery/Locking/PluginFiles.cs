namespace EventSinks.Discovery;

/// <summary>Lists the files of a plug-in's folder. Links are named, never followed.</summary>
/// <param name="Paths">The paths of its files in it, with <c>/</c> between names, in ordinal order.</param>
/// <param name="Link">The first link; null if there is none.</param>
internal sealed record PluginFiles(IReadOnlyList<string> Paths, string? Link)
{
    private static readonly EnumerationOptions Everything = new()
    {
        // Hidden files too, and what cannot be read is an error, not left out.
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
    };

    /// <summary>Lists a folder.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static PluginFiles List(string folder)
    {
        if (IsLink(new DirectoryInfo(folder)))
        {
            return new([], ".");
        }

        List<string> paths = [];
        var link = Add(new DirectoryInfo(folder), "", paths);
        paths.Sort(StringComparer.Ordinal);
        return new(paths, link);
    }

    /// <summary>Opens a file of a plug-in. What says that it is empty is not opened: it may be a pipe to which nobody ever writes.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static Stream OpenRead(FileInfo file) => file.Length == 0 ? Stream.Null : file.OpenRead();

    private static string? Add(DirectoryInfo folder, string prefix, List<string> paths)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos("*", Everything).OrderBy(static entry => entry.Name, StringComparer.Ordinal))
        {
            var path = prefix + entry.Name;
            if (IsLink(entry))
            {
                return path;
            }

            if (entry is not DirectoryInfo inner)
            {
                paths.Add(path);
            }
            else if (Add(inner, $"{path}/", paths) is { } link)
            {
                return link;
            }
        }

        return null;
    }

    private static bool IsLink(FileSystemInfo entry) => entry.LinkTarget is not null || entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
