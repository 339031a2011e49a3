namespace EventSinks.Tool.EventList;

/// <summary>How events are written.</summary>
internal enum EventFormat
{
    /// <summary>A line for each, as <c>openstack stack event list</c> writes it.</summary>
    Log,

    /// <summary>Heat's body of each on one line, as <c>publish</c> reads it.</summary>
    Json,

    /// <summary>A table.</summary>
    Table,
}
