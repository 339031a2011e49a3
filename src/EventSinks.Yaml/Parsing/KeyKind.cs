namespace EventSinks.Yaml.Parsing;

/// <summary>The kinds of keys; keys of different kinds are never the same.</summary>
internal enum KeyKind
{
    Text,
    Null,
    Integer,
    Number,
    Bytes,
    Itself,
}
