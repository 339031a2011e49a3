namespace EventSinks.Yaml.Scalars;

/// <summary>What a scalar is by its text or by its tag.</summary>
internal enum ScalarType
{
    Text,
    Null,
    Bool,
    Integer,
    Float,
    Binary,

    /// <summary>The plain scalar <c>&lt;&lt;</c>: merges when it is a key, and is refused elsewhere.</summary>
    Merge,

    /// <summary>The plain scalar <c>=</c>: text when it is a key, and is refused elsewhere.</summary>
    DefaultValue,
}
