using System.Security;
using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Reads a file's bytes, and no more of them than an environment may have.</summary>
internal static class EnvironmentFile
{
    // Whoever is writing the file may go on.
    private static readonly FileStreamOptions Options = new()
    {
        Share = FileShare.ReadWrite | FileShare.Delete,
        BufferSize = 0,
        Options = FileOptions.SequentialScan,
    };

    /// <summary>Reads the bytes; one more than the limit if the file is longer, so that reading it as YAML says so.</summary>
    /// <remarks>A pipe waits until somebody writes to it, which may be never; so it waits elsewhere, and whoever cancels is free at once.</remarks>
    public static Task<byte[]> ReadAsync(string path, YamlLimits limits, CancellationToken cancellationToken) =>
        Task.Run(() => Read(path, limits, cancellationToken), cancellationToken).WaitAsync(cancellationToken);

    private static byte[] Read(string path, YamlLimits limits, CancellationToken cancellationToken)
    {
        using var stream = new FileStream(path, Options);

        // A pipe has no length, and a file may grow, so what counts is what is read.
        var bytes = new byte[64 * 1024];
        var count = 0;
        int read;
        while ((read = stream.Read(bytes.AsSpan(count))) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            count += read;
            if (count > limits.MaxBytes)
            {
                break;
            }

            if (count == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(bytes.Length * 2L, Array.MaxLength));
            }
        }

        return bytes[..count];
    }

    /// <summary>Says whether an exception means that the file is not to be read, rather than that the program is wrong.</summary>
    public static bool IsUnreadable(Exception error) =>
        error is IOException or UnauthorizedAccessException or NotSupportedException or SecurityException or ArgumentException;
}
