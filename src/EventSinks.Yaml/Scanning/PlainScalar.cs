using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace EventSinks.Yaml.Scanning;

/// <summary>Scans a scalar without quotes, which may go over several lines.</summary>
/// <param name="cursor">The place.</param>
/// <param name="isInFlow">Whether a bracket is open.</param>
/// <param name="indent">How far a further line has to be indented at least.</param>
internal sealed class PlainScalar(TextCursor cursor, bool isInFlow, int indent)
{
    private readonly Mark _start = cursor.Mark;
    private Mark _end = cursor.Mark;

    // Most scalars are one stretch of the text; those over several lines are put together.
    private StringBuilder? _folded;
    private int _stretchStart = cursor.Index;
    private int _stretchEnd = cursor.Index;

    /// <summary>Gets a value indicating whether the scalar was followed by a line end, so that a key may start behind it.</summary>
    public bool EndsWithBreak { get; private set; }

    /// <summary>Takes the scalar.</summary>
    /// <exception cref="ScanException">A tab stands where indentation should, or a colon where none may.</exception>
    public Token Scan()
    {
        var folding = default(Folding);
        while (!cursor.IsAtDocumentMarker && cursor.Current is not '#')
        {
            TakeWords(ref folding);
            if (!Letter.IsBlankOrEnd(cursor.Current) || cursor.IsAtEnd)
            {
                break;
            }

            TakeSpace(ref folding);
            if (!isInFlow && cursor.Column < indent)
            {
                break;
            }
        }

        EndsWithBreak = folding.HasBreak;
        return new Scalar(Text(), ScalarStyle.Plain, _start, _end);
    }

    private void TakeWords(ref Folding folding)
    {
        if (Letter.IsBlankOrEnd(cursor.Current) || IsEnd())
        {
            return;
        }

        if (folding.HasBreak)
        {
            _folded ??= new StringBuilder();
            _folded.Append(cursor.Slice(_stretchStart, _stretchEnd));
            folding.AppendTo(_folded);
            folding = default;
            _stretchStart = cursor.Index;
        }

        do
        {
            cursor.SkipWord();
        }
        while (!Letter.IsBlankOrEnd(cursor.Current) && !IsEnd());

        _stretchEnd = cursor.Index;
        _end = cursor.Mark;
    }

    private bool IsEnd()
    {
        var letter = cursor.Current;
        if (letter is ':')
        {
            var next = cursor.Peek(1);
            if (isInFlow && (Letter.IsFlowIndicator(next) || next is '?'))
            {
                throw new ScanException(cursor.Mark, cursor.Mark, "found unexpected ':': put a space after it, or quotes around the text");
            }

            return Letter.IsBlankOrEnd(next);
        }

        return isInFlow && Letter.IsFlowIndicator(letter);
    }

    private void TakeSpace(ref Folding folding)
    {
        while (true)
        {
            if (cursor.SkipBreak() is var lineEnd and not '\0')
            {
                folding.Add(lineEnd);
            }
            else if (!Letter.IsBlank(cursor.Current))
            {
                return;
            }
            else if (folding.HasBreak && cursor.Column < indent && cursor.Current is '\t')
            {
                throw Tab.Found(cursor);
            }
            else
            {
                cursor.Skip();
            }
        }
    }

    private string Text()
    {
        var last = cursor.Slice(_stretchStart, _stretchEnd);
        return _folded is null ? last : _folded.Append(last).ToString();
    }
}
