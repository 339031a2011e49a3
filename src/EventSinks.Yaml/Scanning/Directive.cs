using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;
using Version = YamlDotNet.Core.Version;

namespace EventSinks.Yaml.Scanning;

/// <summary>Scans a line that starts with <c>%</c>.</summary>
/// <param name="cursor">The place of the percent sign.</param>
internal sealed class Directive(TextCursor cursor)
{
    private const int MaxDigits = 9;

    private readonly Mark _start = cursor.Mark;

    /// <summary>Takes the line.</summary>
    /// <exception cref="ScanException">The line is no directive.</exception>
    public Token Scan()
    {
        cursor.Skip();
        var name = cursor.TakeName();
        if (name.Length == 0 || !Letter.IsBlankOrEnd(cursor.Current))
        {
            throw Wrong("could not find expected directive name: a line that starts with % is a directive; put quotes around the text if it is none");
        }

        Token directive = name switch
        {
            "YAML" => TakeVersion(),
            "TAG" => TakeTag(),
            _ => throw Wrong($"found unknown directive name '{name}': there are %YAML and %TAG"),
        };
        cursor.SkipBlanks();
        if (cursor.Current is '#')
        {
            cursor.SkipToLineEnd();
        }

        return cursor.IsAtEnd || cursor.SkipBreak() is not '\0' ? directive : throw Wrong("did not find expected comment or line break after a directive");
    }

    private VersionDirective TakeVersion()
    {
        cursor.SkipBlanks();
        var major = TakeNumber();
        if (cursor.Current is not '.')
        {
            throw Wrong("did not find expected digit or '.' character in a version of YAML");
        }

        cursor.Skip();
        var minor = TakeNumber();
        return major is 1 && minor is 1 or 2
            ? new VersionDirective(new Version(major, minor), _start, cursor.Mark)
            : throw new ScanException(_start, cursor.Mark, "found incompatible YAML document: %YAML is 1.1 or 1.2", YamlDiagnosticCodes.IncompatibleVersion);
    }

    private int TakeNumber()
    {
        var start = cursor.Index;
        while (char.IsAsciiDigit(cursor.Current) && cursor.Index - start <= MaxDigits)
        {
            cursor.Skip();
        }

        return int.TryParse(cursor.Slice(start, cursor.Index), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && cursor.Index - start <= MaxDigits
            ? number
            : throw Wrong("did not find expected version number: %YAML is 1.1 or 1.2");
    }

    private TagDirective TakeTag()
    {
        cursor.SkipBlanks();
        var handleStart = cursor.Index;
        if (cursor.Current is not '!')
        {
            throw Wrong("did not find expected '!' that starts a tag handle");
        }

        cursor.Skip();
        var hasName = cursor.TakeName().Length > 0;
        if (cursor.Current is '!')
        {
            cursor.Skip();
        }
        else if (hasName)
        {
            throw Wrong("did not find expected '!' that ends a tag handle");
        }

        var handle = cursor.Slice(handleStart, cursor.Index);
        if (!Letter.IsBlank(cursor.Current))
        {
            throw Wrong("did not find expected whitespace after a tag handle");
        }

        cursor.SkipBlanks();
        var prefix = new TagUri(cursor, isShorthand: false).Take("");
        return Letter.IsBlankOrEnd(cursor.Current)
            ? new TagDirective(handle, prefix, _start, cursor.Mark)
            : throw Wrong("did not find expected whitespace or line break after a tag prefix");
    }

    private ScanException Wrong(string message) => new(_start, cursor.Mark, message);
}
