namespace EventSinks.Observing;

/// <summary>Keeps the first call of a sink until a test lets it go on.</summary>
public sealed class SinkGate
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets when the call has come.</summary>
    public Task Entered => _entered.Task;

    public void Open() => _opened.TrySetResult();

    internal Task<DeliveryResult> PassAsync()
    {
        _entered.TrySetResult();
        return WaitAsync();
    }

    internal async Task<DeliveryResult> WaitAsync()
    {
        await _opened.Task;
        return DeliveryResult.Delivered;
    }
}
