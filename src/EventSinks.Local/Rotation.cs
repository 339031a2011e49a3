namespace EventSinks.Local;

/// <summary>Sets a full file aside: it becomes <c>NAME.1</c>, what was <c>NAME.1</c> becomes <c>NAME.2</c>, and so on. Immutable.</summary>
/// <param name="MaxSize">The most bytes in a file, if it holds more than one event.</param>
/// <param name="Keep">How many files are kept beside the one that is written to; the oldest makes room.</param>
internal sealed record Rotation(int MaxSize, int Keep)
{
    /// <summary>The most that may be kept; no path of a user ends in such a number.</summary>
    public const int MaxKeep = 999;

    /// <summary>Makes the file's name free, and says what stands in the way for good, or gives null.</summary>
    /// <remarks>
    /// A crash in the middle leaves a gap in the numbers, which the next rotation fills. It therefore never costs a file, and the files'
    /// order stays right.
    /// </remarks>
    public string? Turn(GuardedFile file)
    {
        var free = 1;
        while (free < Keep && Path.Exists(file.FullPathOf(free)))
        {
            free++;
        }

        for (var number = free; number >= 1; number--)
        {
            if (file.FindObstacleAt(number) is { } obstacle)
            {
                return obstacle;
            }
        }

        for (var number = free; number >= 1; number--)
        {
            File.Move(number == 1 ? file.FullPath : file.FullPathOf(number - 1), file.FullPathOf(number), overwrite: true);
        }

        return null;
    }
}
