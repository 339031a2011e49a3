namespace EventSinks.Hosting;

/// <summary>How a host ends.</summary>
public sealed class DrainOptions
{
    /// <summary>
    /// Gets or sets how long a host that stops waits for events to be delivered. It counts within the host's own shutdown time-out.
    /// </summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}
