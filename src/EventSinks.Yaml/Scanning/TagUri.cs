using System.Text;
using System.Text.Unicode;

namespace EventSinks.Yaml.Scanning;

/// <summary>Scans the part of a tag that is a URI.</summary>
/// <param name="cursor">The place.</param>
/// <param name="isShorthand">Whether it stands behind a handle, where brackets and commas are none of it.</param>
internal sealed class TagUri(TextCursor cursor, bool isShorthand)
{
    /// <summary>Takes the URI.</summary>
    /// <param name="head">What has been taken of it before.</param>
    /// <param name="isStarted">Whether it may end here without another character.</param>
    /// <exception cref="ScanException">There is none, or what it escapes is no UTF-8.</exception>
    public string Take(string head, bool isStarted = false)
    {
        var start = cursor.Index;
        var uri = new StringBuilder(head);
        while (IsUri(cursor.Current))
        {
            if (cursor.Current is '%')
            {
                TakeEscaped(uri);
            }
            else
            {
                uri.Append(cursor.Current);
                cursor.Skip();
            }
        }

        return isStarted || cursor.Index > start ? uri.ToString() : throw Wrong("did not find expected tag URI");
    }

    private bool IsUri(char letter) =>
        Letter.IsName(letter)
        || letter is ';' or '/' or '?' or ':' or '@' or '&' or '=' or '+' or '$' or '.' or '%' or '!' or '~' or '*' or '\'' or '(' or ')'
        || (!isShorthand && letter is ',' or '[' or ']');

    // Octets of UTF-8, each as %XX.
    private void TakeEscaped(StringBuilder uri)
    {
        Span<byte> octets = stackalloc byte[4];
        var count = 0;
        while (count < octets.Length && cursor.Current is '%')
        {
            if (!char.IsAsciiHexDigit(cursor.Peek(1)) || !char.IsAsciiHexDigit(cursor.Peek(2)))
            {
                throw Wrong("did not find URI escaped octet: % has two hexadecimal digits after it");
            }

            octets[count++] = (byte)((Convert.ToInt32(cursor.Peek(1).ToString(), 16) << 4) | Convert.ToInt32(cursor.Peek(2).ToString(), 16));
            cursor.Skip(3);
            if (Utf8.IsValid(octets[..count]))
            {
                uri.Append(Encoding.UTF8.GetString(octets[..count]));
                return;
            }
        }

        throw Wrong("found octets in a tag that are no UTF-8");
    }

    private ScanException Wrong(string message) => new(cursor.Mark, cursor.Mark, message);
}
