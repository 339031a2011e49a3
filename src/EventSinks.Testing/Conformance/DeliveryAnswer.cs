namespace EventSinks.Testing.Conformance;

/// <summary>What a call of a sink came to, as a host takes it.</summary>
/// <param name="Result">What it returned.</param>
/// <param name="Error">What it threw instead.</param>
/// <param name="Offered">How many events it was given.</param>
internal sealed record DeliveryAnswer(DeliveryResult Result, Exception? Error, int Offered)
{
    public bool IsDelivered => Error is null && Result.Outcome is DeliveryOutcome.Delivered;

    public DeliveryOutcome Outcome => Error is null ? Result.Outcome : DeliveryOutcome.Retry;

    /// <summary>Gets how many events have arrived, going by the answer.</summary>
    public int Delivered => Error is not null ? 0 : IsDelivered ? Offered : Result.DeliveredEvents;

    /// <summary>Gets what the stack's user would read.</summary>
    public string Reason => Error is null ? Result.Reason ?? "" : $"{Error.GetType().Name}: {Error.Message}";

    public override string ToString() => IsDelivered ? "Delivered" : $"{Outcome} behind {Delivered} of {Offered}: {Reason}";
}
