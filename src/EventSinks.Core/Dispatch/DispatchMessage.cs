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
        StackLanes stack,
        long head,
        IReadOnlyList<LaneBinding> bindings,
        IReadOnlyList<StoredLane> stored,
        int opening = 1,
        bool isClosed = false) : DispatchMessage
    {
        /// <summary>Gets which opening of the stack this is, counted from 1.</summary>
        public int Opening { get; } = opening;

        public StackLanes Stack { get; } = stack;

        public long Head { get; } = head;

        /// <summary>
        /// Gets the bindings of its declarations, in their order, and those of lanes that are closing or replay, under the lanes' own keys.
        /// </summary>
        public IReadOnlyList<LaneBinding> Bindings { get; } = bindings;

        /// <summary>Gets the lanes as the store has them; one without a binding is suspended.</summary>
        public IReadOnlyList<StoredLane> Stored { get; } = stored;

        /// <summary>Gets whether the stack takes no more events: its lanes only finish.</summary>
        public bool IsClosed { get; } = isClosed;
    }

    /// <summary>
    /// Something was changed in the store: events appended in an engine's own transaction, lanes paused, resumed, made to replay. The
    /// declarations are as they were, so nothing starts anew.
    /// </summary>
    public sealed class LanesChanged(
        StackLanes stack, long head, IReadOnlyList<StoredLane> stored, IReadOnlyList<LaneBinding> bindings) : DispatchMessage
    {
        public StackLanes Stack { get; } = stack;

        public long Head { get; } = head;

        /// <summary>Gets the lanes as the store has them.</summary>
        public IReadOnlyList<StoredLane> Stored { get; } = stored;

        /// <summary>Gets the bindings for lanes that replay, under the lanes' own keys; those of lanes that are known are not looked at.</summary>
        public IReadOnlyList<LaneBinding> Bindings { get; } = bindings;
    }

    /// <summary>The credentials that a stack's sinks deliver with have changed.</summary>
    public sealed class CredentialsChanged(StackLanes stack) : DispatchMessage
    {
        public StackLanes Stack { get; } = stack;
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
    public sealed class SettleEnded(string? error, bool isTakenOver = false) : DispatchMessage
    {
        /// <summary>Gets why nothing was committed; null if it was.</summary>
        public string? Error { get; } = error;

        /// <summary>Gets whether that is because other processes deliver the stacks by now: then it is for good.</summary>
        public bool IsTakenOver { get; } = isTakenOver;
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
