namespace EventSinks.Local;

/// <summary>A file below the configured folder, reached without following any link from that folder down. Immutable.</summary>
internal sealed class GuardedFile(string folder, string path)
{
    /// <summary>Gets the path as the user wrote it.</summary>
    public string RelativePath { get; } = path;

    public string FullPath { get; } = Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>Makes the folders on the way that are missing, and says what stands in the way for good, or gives null.</summary>
    public string? Prepare()
    {
        var level = folder;
        if (FindObstacle(level, "the configured folder") is { } atTheTop)
        {
            return atTheTop;
        }

        var segments = RelativePath.Split('/');
        for (var i = 0; i < segments.Length - 1; i++)
        {
            Directory.CreateDirectory(level);
            level = Path.Combine(level, segments[i]);
            if (FindObstacle(level, $"'{string.Join('/', segments, 0, i + 1)}'") is { } onTheWay)
            {
                return onTheWay;
            }
        }

        Directory.CreateDirectory(level);
        return new FileInfo(FullPath).LinkTarget is not null ? $"'{RelativePath}' is a symbolic link, which is not followed"
            : Directory.Exists(FullPath) ? $"'{RelativePath}' is a folder"
            : null;
    }

    /// <summary>Opens the file for appending, as the only writer, and makes it if it is missing.</summary>
    public FileStream Open()
    {
        // Readable as well, because its last byte decides how to go on; unbuffered, because a batch is one write.
        var stream = new FileStream(
            FullPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        if (OperatingSystem.IsLinux() && stream.CanSeek)
        {
            try
            {
                // FileShare keeps other writers out on Windows only. This byte, far behind any content, is locked instead, until the
                // stream is closed; every process that runs this sink asks for the same one.
                stream.Lock(long.MaxValue - 1, 1);
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        }

        return stream;
    }

    /// <summary>Says what the system said, without the host's own folders: the stack's user reads it.</summary>
    public string Explain(Exception error) =>
        error.Message.Replace(FullPath, RelativePath, StringComparison.Ordinal).Replace(folder, "the configured folder", StringComparison.Ordinal);

    private static string? FindObstacle(string level, string name) =>
        new DirectoryInfo(level).LinkTarget is not null ? $"{name} is a symbolic link, which is not followed"
        : File.Exists(level) ? $"{name} is a file, not a folder"
        : null;
}
