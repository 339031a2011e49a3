namespace EventSinks.Integration.Reliability;

/// <summary>What came of a run.</summary>
/// <param name="Recorded">Events in the store.</param>
/// <param name="Acknowledged">Those of which an engine could still say so.</param>
/// <param name="Receiver">What arrived at the receiver.</param>
/// <param name="Zaqar">What arrived in Zaqar's queues.</param>
internal sealed record ReliabilityCount(int Recorded, int Acknowledged, ArrivalCount Receiver, ArrivalCount Zaqar)
{
    /// <summary>Writes it where tests/reliability.sh shows it.</summary>
    /// <param name="what">What was done to the run.</param>
    public void Print(string what) => TestContext.Progress.WriteLine(
        $"{what}: {Recorded} events recorded, {Acknowledged} acknowledged; receiver: {Receiver}; Zaqar: {Zaqar}");
}
