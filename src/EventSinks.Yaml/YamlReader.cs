using System.Text;
using EventSinks.Yaml.Parsing;

namespace EventSinks.Yaml;

/// <summary>
/// Reads YAML 1.1 as PyYAML's safe loader does, timestamps being kept as text.
/// Safe for any text: whatever is wrong is a diagnostic. Thread-safe.
/// </summary>
public static class YamlReader
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML or JSON; a byte order mark is skipped.</param>
    /// <param name="file">The name of the file, for diagnostics.</param>
    /// <param name="limits">How large the text may be; null for <see cref="YamlLimits.Default"/>.</param>
    /// <returns>The document, and everything that is wrong with it.</returns>
    public static YamlReadResult Read(string text, string file, YamlLimits? limits = null) =>
        ReadText(text, file, limits, ReadingRules.Yaml);

    /// <summary>Reads back what <see cref="YamlJsonWriter"/> wrote.</summary>
    /// <param name="json">JSON; <c>NaN</c> and infinities as Python writes them.</param>
    /// <param name="file">The name of the text, for diagnostics.</param>
    /// <param name="limits">How large the text may be; null for <see cref="YamlLimits.Default"/>.</param>
    /// <returns>The document, and everything that is wrong with it.</returns>
    /// <remarks>
    /// Unlike <see cref="Read(string, string, YamlLimits?)"/> this takes <c>1e-05</c> for a number, and keys of any length.
    /// It is no checker of JSON: YAML is read too.
    /// </remarks>
    public static YamlReadResult ReadJson(string json, string file, YamlLimits? limits = null) =>
        ReadText(json, file, limits, ReadingRules.Json);

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
            ? ReadDecoded(text, limits, diagnostics, ReadingRules.Yaml)
            : new YamlReadResult("", null, diagnostics.ToList());
    }

    private static YamlReadResult ReadText(string text, string file, YamlLimits? limits, ReadingRules rules)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(file);
        limits ??= YamlLimits.Default;
        var diagnostics = new DiagnosticBag(file, limits.MaxDiagnostics);
        return IsShortEnough(Encoding.UTF8.GetByteCount(text), limits, diagnostics)
            ? ReadDecoded(text, limits, diagnostics, rules)
            : new YamlReadResult("", null, diagnostics.ToList());
    }

    private static YamlReadResult ReadDecoded(string text, YamlLimits limits, DiagnosticBag diagnostics, ReadingRules rules)
    {
        var source = new SourceText(text);
        var value = AllowedCharacters.Check(source, diagnostics)
            ? new TreeBuilder(new ParserEvents(source.Text, rules.AllowsLongKeys, diagnostics), diagnostics, limits, rules.Resolve).Build()
            : null;
        return new YamlReadResult(source.Text, value, diagnostics.ToList());
    }

    private static bool IsShortEnough(int bytes, YamlLimits limits, DiagnosticBag diagnostics)
    {
        if (bytes <= limits.MaxBytes)
        {
            return true;
        }

        diagnostics.AddError(
            YamlDiagnosticCodes.TextTooLong,
            $"the text is longer than {limits.MaxBytes} bytes",
            SourceSpan.At(new SourcePosition(1, 1)));
        return false;
    }
}
