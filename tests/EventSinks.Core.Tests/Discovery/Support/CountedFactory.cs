namespace EventSinks.Discovery.Support;

/// <summary>A factory that cannot be made and counts the attempts.</summary>
[ExportEventSink("counted")]
public sealed class CountedFactory : SilentFactory
{
    public CountedFactory(Counter attempts)
    {
        attempts.Value++;
        throw new InvalidOperationException("not today");
    }

    /// <summary>Counts.</summary>
    public sealed class Counter
    {
        public int Value { get; set; }
    }
}
