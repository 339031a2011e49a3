namespace EventSinks.Binding;

/// <summary>The form in which events are sent.</summary>
internal enum EventFormat
{
    /// <summary>Heat's event body v0.1, key for key.</summary>
    Heat = 0,

    /// <summary>Heat's body with what it leaves out: the stack's name, project, root and parent, and the event's sequence.</summary>
    HeatExtended,

    /// <summary>CloudEvents 1.0 in the JSON format, with Heat's body as data.</summary>
    CloudEvents,
}
