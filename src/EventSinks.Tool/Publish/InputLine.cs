namespace EventSinks.Tool.Publish;

/// <summary>A line of the input.</summary>
/// <param name="Number">Which one, counted from 1.</param>
/// <param name="Bytes">What is on it, without its end; valid until the next line is read. Empty if it is too long.</param>
/// <param name="IsTooLong">Whether it has more bytes than a line may have.</param>
internal readonly record struct InputLine(long Number, ReadOnlyMemory<byte> Bytes, bool IsTooLong)
{
    /// <summary>Gets whether there is nothing on it.</summary>
    public bool IsBlank => !IsTooLong && Bytes.Span.Trim(" \t\r"u8).IsEmpty;
}
