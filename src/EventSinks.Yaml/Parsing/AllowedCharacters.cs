using System.Buffers;

namespace EventSinks.Yaml.Parsing;

/// <summary>Finds the characters that YAML 1.1 does not allow. YamlDotNet lets them pass, and takes NUL for the end.</summary>
internal static class AllowedCharacters
{
    // What most texts consist of, to be passed over in long strides.
    private static readonly SearchValues<char> Ordinary = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(static code => (char)code), '\n', '\r', '\t']);

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
            var ordinary = text.AsSpan(i).IndexOfAnyExcept(Ordinary);
            if (ordinary < 0)
            {
                return -1;
            }

            i += ordinary;
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
