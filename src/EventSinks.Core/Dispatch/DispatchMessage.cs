using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>What the worker is told. Everything that changes its state comes as one of these.</summary>
internal abstract class DispatchMessage
{
    private DispatchMessage()
    {
    }

    /// <summary>Something was put into a stack's recent events since the worker last looked.</summary>
    public sealed class EventsRecorded(StackLanes stack) : DispatchMessage
    {
        public StackLanes Stack { get; } = stack;
    }

    /// <summary>A stack was opened, or opened again with other declarations.</summary>
    public sealed class StackOpened(
        StackLanes stack, long head, IReadOnlyList<LaneBinding> bindings, IReadOnlyList<StoredLane> stored, int opening = 1) : DispatchMessage
    {
        /// <summary>Gets which opening of the stack this is, counted from 1.</summary>
        public int Opening { get; } = opening;

        public StackLanes Stack { get; } = stack;

        public long Head { get; } = head;

        public IReadOnlyList<LaneBinding> Bindings { get; } = bindings;

        public IReadOnlyList<StoredLane> Stored { get; } = stored;
    }

    /// <summary>A stack takes no more events.</summary>
    public sealed class StackClosed(StackLanes stack, long head) : DispatchMessage
    {
        public StackLanes Stack { get; } = stack;

        public long Head { get; } = head;
    }

    /// <summary>An attempt has ended.</summary>
    public sealed class AttemptEnded(DeliveryAttempt attempt, AttemptResult result) : DispatchMessage
    {
        public DeliveryAttempt Attempt { get; } = attempt;

        public AttemptResult Result { get; } = result;
    }

    /// <summary>A read from the store has ended.</summary>
    public sealed class ReadEnded(Lane lane, IReadOnlyList<RecordedEvent> events, string? error) : DispatchMessage
    {
        public Lane Lane { get; } = lane;

        public IReadOnlyList<RecordedEvent> Events { get; } = events;

        /// <summary>Gets why there are no events; null if the store has answered.</summary>
        public string? Error { get; } = error;
    }

    /// <summary>A commit of settlements has ended.</summary>
    public sealed class SettleEnded(string? error) : DispatchMessage
    {
        /// <summary>Gets why nothing was committed; null if it was.</summary>
        public string? Error { get; } = error;
    }

    /// <summary>A sink has been disposed, well or badly.</summary>
    public sealed class SinkDisposed(SinkDisposal disposal) : DispatchMessage
    {
        public SinkDisposal Disposal { get; } = disposal;
    }

    /// <summary>The synchronous part of a sink took too long.</summary>
    public sealed class SinkTypeBlocked(string sinkType) : DispatchMessage
    {
        public string SinkType { get; } = sinkType;
    }

    /// <summary>Somebody asks how a stack is.</summary>
    public sealed class StatusAsked(StackLanes stack, TaskCompletionSource<StackDeliveryStatus> answer) : DispatchMessage
    {
        public StackLanes Stack { get; } = stack;

        public TaskCompletionSource<StackDeliveryStatus> Answer { get; } = answer;
    }

    /// <summary>Somebody waits until everything is settled.</summary>
    public sealed class DrainAsked(TaskCompletionSource<bool> answer) : DispatchMessage
    {
        public TaskCompletionSource<bool> Answer { get; } = answer;
    }

    /// <summary>Somebody wants all lanes counted, or just to know that the worker is alive.</summary>
    public sealed class CensusAsked(TaskCompletionSource<LaneCensus?> answer) : DispatchMessage
    {
        /// <summary>Gets what is given the census; null once the worker has ended.</summary>
        public TaskCompletionSource<LaneCensus?> Answer { get; } = answer;
    }

    /// <summary>The process ends.</summary>
    public sealed class StopAsked : DispatchMessage;
}
