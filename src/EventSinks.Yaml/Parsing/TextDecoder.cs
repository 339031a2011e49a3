using System.Buffers;
using System.Text.Unicode;

namespace EventSinks.Yaml.Parsing;

/// <summary>Makes text of bytes: UTF-16 if they start with its byte order mark, UTF-8 otherwise.</summary>
internal static class TextDecoder
{
    /// <summary>Decodes the bytes.</summary>
    /// <returns>The text, or null if the bytes are not valid; then the place is reported.</returns>
    public static string? Decode(ReadOnlySpan<byte> bytes, DiagnosticBag diagnostics) => bytes switch
    {
        [0xFF, 0xFE, ..] => DecodeUtf16(bytes[2..], isBigEndian: false, diagnostics),
        [0xFE, 0xFF, ..] => DecodeUtf16(bytes[2..], isBigEndian: true, diagnostics),
        _ => DecodeUtf8(bytes, diagnostics),
    };

    // Lone surrogates are found with the other characters that YAML does not allow; here only half a unit is wrong.
    private static string? DecodeUtf16(ReadOnlySpan<byte> bytes, bool isBigEndian, DiagnosticBag diagnostics)
    {
        if (bytes.Length % 2 == 0)
        {
            return DecodeUnits(bytes, isBigEndian);
        }

        var valid = new SourceText(DecodeUnits(bytes[..^1], isBigEndian));
        Report("the text ends in the middle of a UTF-16 character", valid, diagnostics);
        return null;
    }

    // Unlike Encoding, this keeps lone surrogates, so that they can be reported where they are.
    private static string DecodeUnits(ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        var units = new char[bytes.Length / 2];
        for (var i = 0; i < units.Length; i++)
        {
            var (first, second) = (bytes[i * 2], bytes[(i * 2) + 1]);
            units[i] = (char)(isBigEndian ? (first << 8) | second : (second << 8) | first);
        }

        return new string(units);
    }

    private static string? DecodeUtf8(ReadOnlySpan<byte> bytes, DiagnosticBag diagnostics)
    {
        var units = new char[bytes.Length];
        var status = Utf8.ToUtf16(bytes, units, out var read, out var written, replaceInvalidSequences: false);
        var text = new string(units, 0, written);
        if (status == OperationStatus.Done)
        {
            return text;
        }

        Report($"invalid UTF-8: unexpected byte 0x{bytes[read]:X2} at offset {read}", new SourceText(text), diagnostics);
        return null;
    }

    private static void Report(string message, SourceText valid, DiagnosticBag diagnostics) =>
        diagnostics.AddError(YamlDiagnosticCodes.InvalidEncoding, message, SourceSpan.At(valid.At(valid.Text.Length)));
}
