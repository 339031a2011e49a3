using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace EventSinks.Local;

/// <summary>Decides which paths of users are accepted: those that mean the same file, below the folder, on every system. No I/O.</summary>
internal static partial class RelativePath
{
    private const int MaxSegmentBytes = 255;
    private const int MaxNumberBytes = 4;
    private const int MaxBytes = 1024;
    private const string Expected = "expected a relative path such as 'events.jsonl' or 'prod/events.jsonl'";
    private static readonly SearchValues<char> ForbiddenCharacters = SearchValues.Create("<>\"|?*");

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
            _ when path.AsSpan().IndexOfAny(ForbiddenCharacters) is >= 0 and var i => $"holds a '{path[i]}', which some systems allow in no name",
            _ when !IsWellFormed(path) => "holds half a character",
            _ when SetAsideName().IsMatch(path) => "ends in a number, as files that were set aside do",
            _ => path.Split('/').Select(FindSegmentFault).FirstOrDefault(static found => found is not null),
        };
        return fault is null ? null : $"'{Shorten(path)}' {fault}; {Expected}";
    }

    /// <summary>Says, for a path without another fault, what is wrong with it if numbers are put behind it, or gives null.</summary>
    public static string? FindFaultForNumbers(string path) =>
        Encoding.UTF8.GetByteCount(path.AsSpan(path.LastIndexOf('/') + 1)) > MaxSegmentBytes - MaxNumberBytes
            ? $"'{Shorten(path)}' has a file name of more than {MaxSegmentBytes - MaxNumberBytes} bytes, which leaves no room for the number of"
                + " files that are set aside; expected a shorter one, or no max_size"
            : null;

    private static string? FindSegmentFault(string segment) => segment switch
    {
        "" => "holds two slashes in a row",
        "." or ".." => $"holds the segment '{segment}'",

        // Windows drops these, so that '.. ' would be '..'.
        [.., '.' or ' '] => $"holds a segment that ends in '{segment[^1]}'",
        _ when Encoding.UTF8.GetByteCount(segment) > MaxSegmentBytes => $"holds a segment of more than {MaxSegmentBytes} bytes",
        _ when DeviceName().Match(segment) is { Success: true } device => $"holds the segment '{segment}': {device.Groups["name"]} is a device on some systems",
        _ => null,
    };

    private static bool IsWellFormed(ReadOnlySpan<char> path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (char.IsSurrogate(path[i]) && (i + 1 == path.Length || !char.IsSurrogatePair(path[i], path[++i])))
            {
                return false;
            }
        }

        return true;
    }

    // What one declaration sets aside is not another's to write to.
    [GeneratedRegex(@"\.[1-9][0-9]{0,2}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SetAsideName();

    [GeneratedRegex(
        @"^(?<name>CON|PRN|AUX|NUL|(COM|LPT)[0-9\u00b9\u00b2\u00b3]|CONIN\$|CONOUT\$) *(\.|$)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex DeviceName();

    private static string Shorten(string path) => path.Length <= 80 ? path : $"{path.AsSpan(0, 80)}…";
}
