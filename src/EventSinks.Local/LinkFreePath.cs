namespace EventSinks.Local;

/// <summary>Finds where a path leads once its symbolic links are followed.</summary>
internal static class LinkFreePath
{
    // What Linux itself allows before it speaks of a loop.
    private const int MaxLinks = 40;

    /// <summary>Gives the path without links; parts that do not exist stay as they are.</summary>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Resolve(string fullPath)
    {
        var links = 0;
        return Follow(fullPath);

        string Follow(string path)
        {
            if (Path.GetDirectoryName(path) is not { } parent)
            {
                return path;
            }

            var realParent = Follow(parent);
            var real = Path.Combine(realParent, Path.GetFileName(path));
            if (new FileInfo(real).LinkTarget is not { } target)
            {
                return real;
            }

            return ++links > MaxLinks
                ? throw new IOException("too many symbolic links lead to the configured folder")
                : Follow(Path.GetFullPath(target, realParent));
        }
    }
}
