namespace EventSinks.Hosting;

/// <summary>When the health check finds fault.</summary>
public sealed class DeliveryHealthOptions
{
    /// <summary>
    /// Gets or sets how long a lane may have something to deliver and not go on, through no fault of its destination, before the host counts
    /// as degraded.
    /// </summary>
    /// <value>The default is 5 minutes.</value>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromMinutes(5);
}
