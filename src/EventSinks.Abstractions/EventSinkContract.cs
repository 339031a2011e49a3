namespace EventSinks;

/// <summary>The version of the contract between host and plug-ins.</summary>
public static class EventSinkContract
{
    /// <summary>
    /// The version that this assembly defines. A plug-in bakes the constant into its <see cref="ExportEventSinkAttribute"/> when it is
    /// compiled, so a host can read which contract a plug-in was written for without running any of its code.
    /// </summary>
    public const int Version = 1;
}
