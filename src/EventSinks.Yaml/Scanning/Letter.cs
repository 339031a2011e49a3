namespace EventSinks.Yaml.Scanning;

/// <summary>What a character is to YAML 1.1. The character after the last one of a text is NUL, which no text can hold.</summary>
internal static class Letter
{
    public static bool IsBlank(char letter) => letter is ' ' or '\t';

    /// <summary>Says whether a line ends here. YAML 1.1 has five line ends, YAML 1.2 two.</summary>
    public static bool IsBreak(char letter) => letter is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    public static bool IsBreakOrEnd(char letter) => letter is '\n' or '\r' or '\0' or '\u0085' or '\u2028' or '\u2029';

    public static bool IsBlankOrEnd(char letter) => letter <= ' '
        ? letter is ' ' or '\n' or '\r' or '\t' or '\0'
        : letter is '\u0085' or '\u2028' or '\u2029';

    /// <summary>Says whether the character may stand in the name of an anchor, a tag handle or a directive.</summary>
    public static bool IsName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-';

    /// <summary>Says whether the character ends something in brackets.</summary>
    public static bool IsFlowIndicator(char letter) => letter is ',' or '[' or ']' or '{' or '}';
}
