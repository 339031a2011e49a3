namespace EventSinks.Tool.Publish;

/// <summary>Why reading the input ended.</summary>
internal enum FeedEnd
{
    /// <summary>There is nothing more.</summary>
    EndOfInput,

    /// <summary>Ctrl-C.</summary>
    Interrupted,

    /// <summary>A sink takes nothing, and there is no room for more.</summary>
    NoRoom,
}
