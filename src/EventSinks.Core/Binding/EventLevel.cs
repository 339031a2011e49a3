namespace EventSinks.Binding;

/// <summary>What an event is about.</summary>
internal enum EventLevel
{
    /// <summary>Anything.</summary>
    All = 0,

    /// <summary>The stack itself.</summary>
    Stack,

    /// <summary>A resource in the stack.</summary>
    Resource,
}
