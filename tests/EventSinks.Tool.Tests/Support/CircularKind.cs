namespace EventSinks.Tool.Support;

/// <summary>How the base of a type leads in a circle.</summary>
public enum CircularKind
{
    /// <summary>The type derives from itself.</summary>
    Base,

    /// <summary>The base is looked for within itself.</summary>
    Scope,

    /// <summary>The base is a specification that modifies itself.</summary>
    Modifier,

    /// <summary>The base is a specification that makes a generic type of itself.</summary>
    Instance,
}
