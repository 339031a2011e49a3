namespace EventSinks.Yaml;

/// <summary>The codes of what can be wrong with a YAML text. They never change their meaning.</summary>
public static class YamlDiagnosticCodes
{
    /// <summary>The text is not well-formed YAML.</summary>
    public const string Syntax = "ES1001";

    /// <summary>The text has a character that YAML does not allow, such as a control character.</summary>
    public const string InvalidCharacter = "ES1002";

    /// <summary>The bytes are not valid UTF-8 or UTF-16.</summary>
    public const string InvalidEncoding = "ES1003";

    /// <summary>The text is longer than <see cref="YamlLimits.MaxBytes"/>.</summary>
    public const string TextTooLong = "ES1004";

    /// <summary>Lists and maps are nested deeper than <see cref="YamlLimits.MaxDepth"/>.</summary>
    public const string TooDeep = "ES1005";

    /// <summary>The document has more values than <see cref="YamlLimits.MaxNodes"/>, what aliases stand for counted each time.</summary>
    public const string TooManyNodes = "ES1006";

    /// <summary>The text has a second document.</summary>
    public const string SeveralDocuments = "ES1007";

    /// <summary>The text asks for another version of YAML than 1.1 or 1.2.</summary>
    public const string IncompatibleVersion = "ES1008";

    /// <summary>An alias names an anchor that does not come before it.</summary>
    public const string UndefinedAlias = "ES1009";

    /// <summary>An alias stands inside the value that it stands for.</summary>
    public const string RecursiveAlias = "ES1010";

    /// <summary>Two values have the same anchor.</summary>
    public const string DuplicateAnchor = "ES1011";

    /// <summary>A list or a map is the key of a map.</summary>
    public const string UnhashableKey = "ES1012";

    /// <summary>A tag that is unknown here, or that stands at the wrong kind of value.</summary>
    public const string UnknownTag = "ES1013";

    /// <summary>A scalar's text does not fit its type.</summary>
    public const string InvalidScalar = "ES1014";

    /// <summary>A merge key has a value that is no map and no list of maps.</summary>
    public const string InvalidMerge = "ES1015";

    /// <summary>A map has a key twice; the later value counts. A warning.</summary>
    public const string DuplicateKey = "ES1016";

    /// <summary>A line is indented with a tab.</summary>
    public const string TabIndentation = "ES1017";

    /// <summary>There were more diagnostics than <see cref="YamlLimits.MaxDiagnostics"/>.</summary>
    public const string TooManyDiagnostics = "ES1018";

    /// <summary>The document's texts are longer than <see cref="YamlLimits.MaxCharacters"/>, what aliases stand for counted each time.</summary>
    public const string TooMuchText = "ES1019";
}
