using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace EventSinks.Yaml.Scanning;

/// <summary>Scans what may stand before a value, or for one: anchors, aliases, tags.</summary>
/// <param name="cursor">The place of the indicator.</param>
internal sealed class NodeProperties(TextCursor cursor)
{
    private readonly Mark _start = cursor.Mark;

    /// <summary>Takes an anchor or an alias.</summary>
    /// <exception cref="ScanException">The name is missing, or goes on with a character that no name has.</exception>
    public Token ScanAnchorOrAlias()
    {
        var isAlias = cursor.Current is '*';
        cursor.Skip();
        var name = cursor.TakeName();
        if (name.Length == 0 || !(Letter.IsBlankOrEnd(cursor.Current) || cursor.Current is '?' or ':' or ',' or ']' or '}' or '%' or '@' or '`'))
        {
            throw new ScanException(
                _start,
                cursor.Mark,
                $"did not find expected alphabetic or numeric character: the name of an {(isAlias ? "alias" : "anchor")} has letters, digits, _ and -; "
                + "put quotes around the text if it is none");
        }

        return isAlias ? new AnchorAlias(new AnchorName(name), _start, cursor.Mark) : new Anchor(new AnchorName(name), _start, cursor.Mark);
    }

    /// <summary>Takes a tag.</summary>
    /// <exception cref="ScanException">The tag is not well-formed.</exception>
    public Token ScanTag(bool isInFlow)
    {
        var (handle, suffix) = cursor.Peek(1) is '<' ? ("", TakeVerbatim()) : TakeShorthand();
        if (!(Letter.IsBlankOrEnd(cursor.Current) || (isInFlow && cursor.Current is ',')))
        {
            throw new ScanException(_start, cursor.Mark, "did not find expected whitespace or line break after a tag: put quotes around the text if it is none");
        }

        return new Tag(handle, suffix, _start, cursor.Mark);
    }

    private string TakeVerbatim()
    {
        cursor.Skip(2);
        var uri = new TagUri(cursor, isShorthand: false).Take("");
        if (cursor.Current is not '>')
        {
            throw new ScanException(_start, cursor.Mark, "did not find the expected '>' that ends a tag");
        }

        cursor.Skip();
        return uri;
    }

    private (string Handle, string Suffix) TakeShorthand()
    {
        cursor.Skip();
        var name = cursor.TakeName();
        if (cursor.Current is '!')
        {
            cursor.Skip();
            return ($"!{name}!", new TagUri(cursor, isShorthand: true).Take(""));
        }

        // A lone "!" is a tag of its own, not the start of one.
        var suffix = new TagUri(cursor, isShorthand: true).Take(name, isStarted: true);
        return suffix.Length == 0 ? ("", "!") : ("!", suffix);
    }
}
