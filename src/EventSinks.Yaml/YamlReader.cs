using System.Text;
using EventSinks.Yaml.Parsing;

namespace EventSinks.Yaml;

/// <summary>Reads YAML 1.1 as PyYAML's safe loader does, timestamps being kept as text. Safe for any text: whatever is wrong is a diagnostic.</summary>
public static class YamlReader
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML or JSON; a byte order mark is skipped.</param>
    /// <param name="file">The name of the file, for diagnostics.</param>
    /// <param name="limits">How large the text may be; null for <see cref="YamlLimits.Default"/>.</param>
    /// <returns>The document, and everything that is wrong with it.</returns>
    public static YamlReadResult Read(string text, string file, YamlLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(file);
        limits ??= YamlLimits.Default;
        var diagnostics = new DiagnosticBag(file, limits.MaxDiagnostics);
        return IsShortEnough(Encoding.UTF8.GetByteCount(text), limits, diagnostics)
            ? ReadText(text, limits, diagnostics)
            : new YamlReadResult(null, diagnostics.ToList());
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">UTF-8, or UTF-16 with its byte order mark.</param>
    /// <param name="file">The name of the file, for diagnostics.</param>
    /// <param name="limits">How large the text may be; null for <see cref="YamlLimits.Default"/>.</param>
    /// <returns>The document, and everything that is wrong with it.</returns>
    public static YamlReadResult Read(ReadOnlySpan<byte> bytes, string file, YamlLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        limits ??= YamlLimits.Default;
        var diagnostics = new DiagnosticBag(file, limits.MaxDiagnostics);
        return IsShortEnough(bytes.Length, limits, diagnostics) && TextDecoder.Decode(bytes, diagnostics) is { } text
            ? ReadText(text, limits, diagnostics)
            : new YamlReadResult(null, diagnostics.ToList());
    }

    private static YamlReadResult ReadText(string text, YamlLimits limits, DiagnosticBag diagnostics)
    {
        var source = new SourceText(text);
        var value = AllowedCharacters.Check(source, diagnostics)
            ? new TreeBuilder(new ParserEvents(source, diagnostics), diagnostics, limits).Build()
            : null;
        return new YamlReadResult(value, diagnostics.ToList());
    }

    private static bool IsShortEnough(int bytes, YamlLimits limits, DiagnosticBag diagnostics)
    {
        if (bytes <= limits.MaxBytes)
        {
            return true;
        }

        diagnostics.AddError(
            YamlDiagnosticCodes.TextTooLong,
            $"the text has {bytes} bytes, but at most {limits.MaxBytes} are read",
            SourceSpan.At(new SourcePosition(1, 1)));
        return false;
    }
}
