namespace EventSinks.Dispatch;

/// <summary>A sink being disposed. Made by the worker, carried out elsewhere, ended by a message to the worker or by its time.</summary>
internal sealed class SinkDisposal
{
    public SinkDisposal(Lane lane, IEventSink sink)
    {
        Lane = lane;
        Sink = sink;
        DeadlineNode = new LinkedListNode<(long Due, object Item)>((0, this));
    }

    public Lane Lane { get; }

    public IEventSink Sink { get; }

    public LinkedListNode<(long Due, object Item)> DeadlineNode { get; }
}
