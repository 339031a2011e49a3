namespace EventSinks.Dispatch;

/// <summary>A redactor that does what a test says, and counts how often it is asked.</summary>
internal sealed class ScriptedRedactor(Func<StackEvent, StackEvent> redact) : IEventRedactor
{
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public StackEvent Redact(StackEvent e)
    {
        Interlocked.Increment(ref _calls);
        return redact(e);
    }
}
