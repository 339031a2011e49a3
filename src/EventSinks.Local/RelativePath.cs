using System.Text;

namespace EventSinks.Local;

/// <summary>Decides which paths of users are accepted: those that mean the same file, below the folder, on every system. No I/O.</summary>
internal static class RelativePath
{
    private const int MaxSegmentBytes = 255;
    private const int MaxBytes = 1024;
    private const string Expected = "expected a relative path such as 'events.jsonl' or 'prod/events.jsonl'";

    /// <summary>Says what is wrong with a path, or gives null.</summary>
    public static string? FindFault(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            return $"the path is empty; {Expected}";
        }

        if (path.Any(char.IsControl))
        {
            return $"the path holds a control character; {Expected}";
        }

        var fault = path switch
        {
            _ when Encoding.UTF8.GetByteCount(path) > MaxBytes => $"is longer than {MaxBytes} bytes",
            ['/', ..] => "is absolute",
            [.., '/'] => "names a folder",
            _ when path.Contains('\\', StringComparison.Ordinal) => "holds a backslash",
            _ when path.Contains(':', StringComparison.Ordinal) => "holds a colon, which stands for a drive or a stream on some systems",
            _ => path.Split('/').Select(FindSegmentFault).FirstOrDefault(static found => found is not null),
        };
        return fault is null ? null : $"'{Shorten(path)}' {fault}; {Expected}";
    }

    private static string? FindSegmentFault(string segment) => segment switch
    {
        "" => "holds two slashes in a row",
        "." or ".." => $"holds the segment '{segment}'",

        // Windows drops these, so that '.. ' would be '..'.
        [.., '.' or ' '] => $"holds a segment that ends in '{segment[^1]}'",
        _ when Encoding.UTF8.GetByteCount(segment) > MaxSegmentBytes => $"holds a segment of more than {MaxSegmentBytes} bytes",
        _ => null,
    };

    private static string Shorten(string path) => path.Length <= 80 ? path : $"{path.AsSpan(0, 80)}…";
}
