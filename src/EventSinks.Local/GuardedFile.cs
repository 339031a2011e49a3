using System.Globalization;

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
        return FindObstacleInPlaceOf(FullPath, RelativePath);
    }

    /// <summary>Gives where the file is set aside under a number.</summary>
    public string FullPathOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{FullPath}.{number}");

    /// <summary>Says what keeps the file from being set aside under a number, or gives null.</summary>
    public string? FindObstacleAt(int number) =>
        FindObstacleInPlaceOf(FullPathOf(number), string.Create(CultureInfo.InvariantCulture, $"{RelativePath}.{number}"));

    /// <summary>Opens the file for appending, as the only writer, and makes it if it is missing.</summary>
    /// <exception cref="IOException">
    /// It cannot be opened, another process has it, or what was opened is not where it was asked for.
    /// </exception>
    public FileStream Open()
    {
        // Readable as well, because its last byte decides how to go on; unbuffered, because a batch is one write; it may be renamed
        // while it is open, because rotation keeps the lock until the name is free.
        var stream = new FileStream(
            FullPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
        if (OperatingSystem.IsLinux() && stream.CanSeek)
        {
            try
            {
                // FileShare keeps other writers out on Windows only. This byte, far behind any content, is locked instead, until the
                // stream is closed; every process that runs this sink asks for the same one.
                stream.Lock(long.MaxValue - 1, 1);
                ConfirmPlace(stream);
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

    // Between the look and the opening somebody may have put a link there, and before the lock another process may have set the file
    // aside. The system knows where the opened file lies now.
    private void ConfirmPlace(FileStream stream)
    {
        var descriptor = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{stream.SafeFileHandle.DangerousGetHandle()}");
        var place = new FileInfo(descriptor).LinkTarget;
        var expected = Path.GetDirectoryName(folder) is { } parent
            ? Path.Combine(LinkFreePath.Resolve(parent), Path.GetFileName(folder), RelativePath)
            : FullPath;
        if (place is not null && place != expected)
        {
            throw new IOException($"'{RelativePath}' was moved or replaced while it was opened");
        }
    }

    private static string? FindObstacleInPlaceOf(string fullPath, string name) =>
        new FileInfo(fullPath).LinkTarget is not null ? $"'{name}' is a symbolic link, which is not followed"
        : Directory.Exists(fullPath) ? $"'{name}' is a folder"
        : null;

    private static string? FindObstacle(string level, string name) =>
        new DirectoryInfo(level).LinkTarget is not null ? $"{name} is a symbolic link, which is not followed"
        : File.Exists(level) ? $"{name} is a file, not a folder"
        : null;
}
