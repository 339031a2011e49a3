using System.Buffers;
using System.Text;

namespace EventSinks.Zaqar.Reader.Requests;

/// <summary>
/// Makes JSON of what Python's <c>json.dumps</c> writes: <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>, which Zaqar takes and gives as they
/// are, become texts. Otherwise one such number would hide every message of its page.
/// </summary>
internal static class PythonNumbers
{
    private static readonly byte[][] Words = [.. new[] { "-Infinity", "Infinity", "NaN" }.Select(Encoding.ASCII.GetBytes)];

    /// <summary>Gives the text with quotes around these words where they stand outside of texts; null if there are none.</summary>
    public static byte[]? Quote(ReadOnlySpan<byte> json)
    {
        ArrayBufferWriter<byte>? quoted = null;
        var copied = 0;
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] is (byte)'"')
            {
                i = EndOfText(json, i);
            }
            else if (json[i] is (byte)'-' or (byte)'I' or (byte)'N' && WordAt(json[i..]) is { } word)
            {
                quoted ??= new(json.Length + 64);
                quoted.Write(json[copied..i]);
                quoted.Write("\""u8);
                quoted.Write(word);
                quoted.Write("\""u8);
                i += word.Length - 1;
                copied = i + 1;
            }
        }

        quoted?.Write(json[copied..]);
        return quoted?.WrittenSpan.ToArray();
    }

    private static byte[]? WordAt(ReadOnlySpan<byte> json)
    {
        foreach (var word in Words)
        {
            if (json.StartsWith(word))
            {
                return word;
            }
        }

        return null;
    }

    // The place of the closing quote, or the end.
    private static int EndOfText(ReadOnlySpan<byte> json, int start)
    {
        for (var i = start + 1; i < json.Length; i++)
        {
            if (json[i] is (byte)'\\')
            {
                i++;
            }
            else if (json[i] is (byte)'"')
            {
                return i;
            }
        }

        return json.Length;
    }
}
