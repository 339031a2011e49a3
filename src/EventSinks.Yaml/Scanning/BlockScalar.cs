using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace EventSinks.Yaml.Scanning;

/// <summary>Scans a block scalar: the lines below <c>|</c> or <c>></c> that are indented.</summary>
/// <param name="cursor">The place of the indicator.</param>
/// <param name="parentIndent">How far the collection around it is indented; -1 if there is none.</param>
internal sealed class BlockScalar(TextCursor cursor, int parentIndent)
{
    private readonly Mark _start = cursor.Mark;
    private readonly bool _isLiteral = cursor.Current is '|';
    private readonly StringBuilder _text = new();

    // The line ends between the last line and the next one, the first of them apart.
    private readonly StringBuilder _breaks = new();
    private char _leadingBreak;
    private Mark _end;

    // 0 as long as no line has shown it.
    private int _indent;
    private char _chomping;

    /// <summary>Takes the scalar.</summary>
    /// <exception cref="ScanException">What follows the indicator is none of its modifiers, or a tab stands where indentation should.</exception>
    public Token Scan()
    {
        cursor.Skip();
        TakeModifiers();
        TakeBreaks();
        var afterBlank = false;
        while (cursor.Column == _indent && !cursor.IsAtEnd)
        {
            afterBlank = TakeLine(afterBlank);
            TakeBreaks();
        }

        if (_chomping is not '-' && _leadingBreak is not '\0')
        {
            _text.Append(_leadingBreak);
        }

        if (_chomping is '+')
        {
            _text.Append(_breaks);
        }

        return new Scalar(_text.ToString(), _isLiteral ? ScalarStyle.Literal : ScalarStyle.Folded, _start, _end);
    }

    private void TakeModifiers()
    {
        TakeChomping();
        TakeIndentation();
        TakeChomping();
        _end = cursor.Mark;
        cursor.SkipBlanks();
        if (cursor.Current is '#')
        {
            cursor.SkipToLineEnd();
        }

        if (!cursor.IsAtEnd && cursor.SkipBreak() is '\0')
        {
            throw new ScanException(cursor.Mark, cursor.Mark, "did not find expected comment or line break: the text of a block starts on the next line");
        }
    }

    private void TakeChomping()
    {
        if (_chomping is '\0' && cursor.Current is '+' or '-')
        {
            _chomping = cursor.Current;
            cursor.Skip();
        }
    }

    private void TakeIndentation()
    {
        if (!char.IsAsciiDigit(cursor.Current))
        {
            return;
        }

        if (cursor.Current is '0')
        {
            throw new ScanException(cursor.Mark, cursor.Mark, "found an indentation indicator equal to 0: it is 1 to 9");
        }

        _indent = Math.Max(parentIndent, 0) + (cursor.Current - '0');
        cursor.Skip();
    }

    // Whether the line starts with a space or tab, which keeps it apart from the lines around it.
    private bool TakeLine(bool afterBlank)
    {
        var isBlank = Letter.IsBlank(cursor.Current);
        if (!_isLiteral && _leadingBreak is '\n' && !afterBlank && !isBlank)
        {
            if (_breaks.Length == 0)
            {
                _text.Append(' ');
            }
        }
        else if (_leadingBreak is not '\0')
        {
            _text.Append(_leadingBreak);
        }

        _text.Append(_breaks);
        _breaks.Clear();
        var start = cursor.Index;
        cursor.SkipToLineEnd();
        _text.Append(cursor.Slice(start, cursor.Index));
        _end = cursor.Mark;
        _leadingBreak = cursor.SkipBreak();
        return isBlank;
    }

    private void TakeBreaks()
    {
        var widest = 0;
        while (true)
        {
            while ((_indent == 0 || cursor.Column < _indent) && cursor.Current is ' ')
            {
                cursor.Skip();
            }

            widest = Math.Max(widest, cursor.Column);
            if ((_indent == 0 || cursor.Column < _indent) && cursor.Current is '\t')
            {
                throw new ScanException(
                    cursor.Mark,
                    cursor.Mark,
                    "found a tab character where an indentation space is expected: indent with spaces, not tabs",
                    YamlDiagnosticCodes.TabIndentation);
            }

            if (cursor.SkipBreak() is var lineEnd and not '\0')
            {
                _breaks.Append(lineEnd);
            }
            else
            {
                break;
            }
        }

        if (_indent == 0)
        {
            _indent = Math.Max(1, Math.Max(widest, parentIndent + 1));
        }
    }
}
