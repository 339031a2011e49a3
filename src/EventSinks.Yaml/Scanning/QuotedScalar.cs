using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace EventSinks.Yaml.Scanning;

/// <summary>Scans a scalar in single or double quotes.</summary>
/// <param name="cursor">The place of the quote.</param>
internal sealed class QuotedScalar(TextCursor cursor)
{
    private readonly Mark _start = cursor.Mark;
    private readonly char _quote = cursor.Current;
    private StringBuilder? _text;
    private int _stretchStart;

    private bool IsDouble => _quote is '"';

    /// <summary>Takes the scalar.</summary>
    /// <exception cref="ScanException">The quote is not closed, or an escape sequence is none.</exception>
    public Token Scan()
    {
        cursor.Skip();
        _stretchStart = cursor.Index;
        while (true)
        {
            ThrowIfUnclosed();
            var folding = default(Folding);
            var isFolding = TakeWords();
            if (cursor.Current == _quote)
            {
                break;
            }

            TakeSpace(ref folding, isFolding);
        }

        var last = cursor.Slice(_stretchStart, cursor.Index);
        cursor.Skip();
        var value = _text is null ? last : _text.Append(last).ToString();
        return new Scalar(value, IsDouble ? ScalarStyle.DoubleQuoted : ScalarStyle.SingleQuoted, _start, cursor.Mark);
    }

    private void ThrowIfUnclosed()
    {
        if (cursor.IsAtEnd || cursor.IsAtDocumentMarker)
        {
            var found = cursor.IsAtEnd ? "end of stream" : "document indicator";
            throw new ScanException(_start, cursor.Mark, $"found unexpected {found} in a quoted text: the quote {_quote} that starts it is not closed");
        }
    }

    // Whether the words end with a hidden line end, so that the space behind it folds.
    private bool TakeWords()
    {
        while (!Letter.IsBlankOrEnd(cursor.Current))
        {
            if (cursor.Current == _quote)
            {
                if (IsDouble || cursor.Peek(1) is not '\'')
                {
                    return false;
                }

                // Two single quotes are one.
                cursor.Skip();
                FlushTo(cursor.Index);
                cursor.Skip();
                _stretchStart = cursor.Index;
            }
            else if (IsDouble && cursor.Current is '\\')
            {
                FlushTo(cursor.Index);
                if (Letter.IsBreak(cursor.Peek(1)))
                {
                    cursor.Skip();
                    cursor.SkipBreak();
                    _stretchStart = cursor.Index;
                    return true;
                }

                Escape.Take(cursor, _text!);
                _stretchStart = cursor.Index;
            }
            else
            {
                cursor.SkipWord();
            }
        }

        return false;
    }

    private void TakeSpace(ref Folding folding, bool isFolding)
    {
        var wordEnd = cursor.Index;
        while (true)
        {
            if (cursor.SkipBreak() is var lineEnd and not '\0')
            {
                if (isFolding && !folding.HasBreak)
                {
                    folding.AddOther(lineEnd);
                }
                else
                {
                    folding.Add(lineEnd);
                }
            }
            else if (Letter.IsBlank(cursor.Current))
            {
                cursor.Skip();
            }
            else
            {
                break;
            }
        }

        if (folding.HasBreak || isFolding)
        {
            FlushTo(wordEnd);
            folding.AppendTo(_text!);
            _stretchStart = cursor.Index;
        }
    }

    private void FlushTo(int end) => (_text ??= new StringBuilder()).Append(cursor.Slice(_stretchStart, end));
}
