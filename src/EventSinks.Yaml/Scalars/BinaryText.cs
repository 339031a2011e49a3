using System.Text;

namespace EventSinks.Yaml.Scalars;

/// <summary>Reads base64 as leniently as Python's <c>base64.decodebytes</c>: what is no base64 letter is skipped.</summary>
internal static class BinaryText
{
    public static bool TryRead(string text, out byte[] bytes)
    {
        bytes = [];
        if (!Ascii.IsValid(text))
        {
            return false;
        }

        var letters = new List<char>(text.Length);
        var padding = 0;
        foreach (var letter in text)
        {
            if (letter is '=')
            {
                padding++;
                if (letters.Count % 4 >= 2 && letters.Count % 4 + padding >= 4)
                {
                    // Python stops at complete padding, whatever follows.
                    return TryDecode(letters, out bytes);
                }
            }
            else if (char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/')
            {
                letters.Add(letter);
                padding = 0;
            }
        }

        return letters.Count % 4 == 0 && TryDecode(letters, out bytes);
    }

    private static bool TryDecode(List<char> letters, out byte[] bytes)
    {
        while (letters.Count % 4 != 0)
        {
            letters.Add('=');
        }

        bytes = new byte[letters.Count / 4 * 3];
        if (!Convert.TryFromBase64Chars(letters.ToArray(), bytes, out var written))
        {
            return false;
        }

        bytes = bytes[..written];
        return true;
    }
}
