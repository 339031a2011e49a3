namespace EventSinks.Dispatch;

/// <summary>How many attempts may be in flight somewhere, and how many are. Owned by the worker.</summary>
internal sealed class Slots(int limit)
{
    public int Limit { get; set; } = limit;

    public int InUse { get; private set; }

    public int Free => Math.Max(0, Limit - InUse);

    public bool AreFull => InUse >= Limit;

    public void Take() => InUse++;

    public void Release() => InUse--;
}
