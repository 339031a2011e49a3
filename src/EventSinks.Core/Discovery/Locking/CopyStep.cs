namespace EventSinks.Discovery;

/// <summary>How far the copy of a plug-in has come: where a test may interfere.</summary>
internal enum CopyStep
{
    /// <summary>Nothing has been looked at.</summary>
    Begun,

    /// <summary>The folder's files are known.</summary>
    Listed,

    /// <summary>A file has been opened, and none of it read.</summary>
    FileOpened,

    /// <summary>A file has been copied and hashed.</summary>
    FileCopied,

    /// <summary>All files have been copied and are as they are locked.</summary>
    Ended,
}
