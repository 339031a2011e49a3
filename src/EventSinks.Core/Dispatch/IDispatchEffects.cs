using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>
/// What the worker has done elsewhere. Nothing here throws, waits or runs plug-in code on the caller; each ends in a message.
/// </summary>
internal interface IDispatchEffects
{
    /// <summary>Starts an attempt; ends in <see cref="DispatchMessage.AttemptEnded"/>.</summary>
    /// <param name="attempt">The attempt.</param>
    void Deliver(DeliveryAttempt attempt);

    /// <summary>Signals the token of an attempt under way.</summary>
    /// <param name="attempt">The attempt.</param>
    void Cancel(DeliveryAttempt attempt);

    /// <summary>Reads what comes after a lane's cursor; ends in <see cref="DispatchMessage.ReadEnded"/>.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="maxEvents">The most events.</param>
    /// <param name="maxBytes">About the most bytes.</param>
    void Read(Lane lane, int maxEvents, long maxBytes);

    /// <summary>Commits settlements; ends in <see cref="DispatchMessage.SettleEnded"/>. One at a time.</summary>
    /// <param name="settlements">The settlements.</param>
    void Settle(IReadOnlyList<LaneSettlement> settlements);

    /// <summary>Disposes a sink; ends in <see cref="DispatchMessage.SinkDisposed"/>.</summary>
    /// <param name="disposal">The disposal.</param>
    void Dispose(SinkDisposal disposal);

    /// <summary>Tells that a closed stack has nothing left to settle.</summary>
    /// <param name="stack">The stack.</param>
    void FinishStack(StackLanes stack);
}
