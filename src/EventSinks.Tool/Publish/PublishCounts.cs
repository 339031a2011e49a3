namespace EventSinks.Tool.Publish;

/// <summary>What has become of the input so far.</summary>
internal sealed class PublishCounts
{
    // Written by the reading loop alone; the live line reads them.
    private long _lines;
    private long _published;
    private long _malformed;

    /// <summary>Gets the number of the last line read.</summary>
    public long Lines
    {
        get => Volatile.Read(ref _lines);
        set => Volatile.Write(ref _lines, value);
    }

    public long Published
    {
        get => Volatile.Read(ref _published);
        set => Volatile.Write(ref _published, value);
    }

    public long Malformed
    {
        get => Volatile.Read(ref _malformed);
        set => Volatile.Write(ref _malformed, value);
    }
}
