using System.Collections.Concurrent;

namespace EventSinks.Discovery;

/// <summary>
/// A new folder below the system's folder for temporary files, that nobody else can name beforehand, read or write. Removed when it is
/// disposed, else when the process ends. Thread-safe.
/// </summary>
internal sealed class PrivateFolder : IDisposable
{
    private static readonly ConcurrentDictionary<string, PrivateFolder> Standing = new(StringComparer.Ordinal);

    static PrivateFolder() => AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
    {
        foreach (var folder in Standing.Values)
        {
            folder.Dispose();
        }
    };

    private PrivateFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Makes one.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static PrivateFolder Create()
    {
        // With mode 0700 where there are modes; elsewhere the folder for temporary files is the user's own.
        var folder = new PrivateFolder(Directory.CreateTempSubdirectory("eventsinks-plugins-").FullName);
        Standing[folder.Path] = folder;
        return folder;
    }

    /// <summary>Makes a folder in it.</summary>
    /// <param name="path">Its path in it.</param>
    /// <returns>Its full path.</returns>
    public string Add(string path)
    {
        var full = System.IO.Path.Combine(Path, path);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(full);
        }
        else
        {
            Directory.CreateDirectory(full, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return full;
    }

    public void Dispose()
    {
        if (!Standing.TryRemove(Path, out _))
        {
            return;
        }

        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Windows keeps DLLs that are in use. What is left is for whoever cleans up temporary files; nobody loads it again.
        }
    }
}
