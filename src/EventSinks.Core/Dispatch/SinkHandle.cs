namespace EventSinks.Dispatch;

/// <summary>The place of a lane's sink. The worker owns the handle; what is in it is made and used by the one attempt under way.</summary>
internal sealed class SinkHandle(Func<IEventSink> create)
{
    /// <summary>Gets the sink, if one was made.</summary>
    public IEventSink? Sink { get; private set; }

    /// <summary>Gives the sink, and makes it at the first call.</summary>
    /// <returns>The sink.</returns>
    public IEventSink GetOrCreate() =>
        Sink ??= create() ?? throw new InvalidOperationException("The factory made no sink.");
}
