namespace EventSinks.Yaml.Parsing;

/// <summary>Finds the characters that YAML 1.1 does not allow. YamlDotNet lets them pass, and takes NUL for the end.</summary>
internal static class AllowedCharacters
{
    public static bool Check(SourceText source, DiagnosticBag diagnostics)
    {
        var first = IndexOfForbidden(source.Text, 0);
        if (first < 0)
        {
            return true;
        }

        var message = $"unacceptable character U+{(int)source.Text[first]:X4}: control characters and lone surrogates are not allowed";
        if (IndexOfForbidden(source.Text, first + 1) >= 0)
        {
            message += "; there are more of them (is this a text?)";
        }

        diagnostics.AddError(YamlDiagnosticCodes.InvalidCharacter, message, SourceSpan.At(source.At(first)));
        return false;
    }

    private static int IndexOfForbidden(string text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (!IsAllowed(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsAllowed(char letter) => letter
        is (>= ' ' and <= '~') or '\n' or '\r' or '\t' or '\u0085'
        or (>= '\u00A0' and <= '\uD7FF') or (>= '\uE000' and <= '\uFFFD');
}
