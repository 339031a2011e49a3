namespace EventSinks.Storage;

/// <summary>What the in-memory store does with a stack whose lanes have too much left to settle.</summary>
public enum Overflow
{
    /// <summary>The oldest event goes, and the lanes that had yet to deliver it count it as dropped. The engine never waits.</summary>
    DropOldest,

    /// <summary>Publishing waits until a lane has settled something. Nothing is lost.</summary>
    Wait,
}
