namespace EventSinks.Binding;

/// <summary>What opening a stack does about declarations that cannot be bound.</summary>
public enum BindingMode
{
    /// <summary>The stack opens without them; the report says why.</summary>
    Lenient = 0,

    /// <summary>The stack does not open.</summary>
    Strict,
}
